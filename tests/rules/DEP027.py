# --- app/main.py
from fastapi import FastAPI

from app import db, legacy, variants

app = FastAPI()
# --- app/remove_all.py
import os

from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

engine = create_engine(os.environ["DATABASE_URL"])
Session = sessionmaker(bind=engine)
Session().execute("delete from documents")
# --- app/settings.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    database_url: str
    test_url: str = "sqlite:///./test.db"


settings = Settings()
# --- app/db.py
import os

from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine

from app.settings import settings

engine = create_engine(settings.database_url)
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expect: DEP027/warning
# fixed: engine = create_engine(settings.database_url, pool_pre_ping=True)
aio = create_async_engine(os.environ["DATABASE_URL"], echo=False, pool_size=5)  # expect: DEP027
never = create_engine("postgresql://db/app", pool_pre_ping=False)  # expect: DEP027
default = create_engine("postgresql://db/app", pool_recycle=-1)  # expect: DEP027
options = {"pool_size": 5}
gathered = create_engine("postgresql://db/app", **options)
spelled_out = create_engine("postgresql://db/app", **{"pool_size": 5})  # expect: DEP027
# --- app/variants.py
import sqlalchemy as sa
from sqlalchemy import create_engine as make
from sqlalchemy.pool import NullPool, QueuePool, StaticPool
from sqlmodel import create_engine as sqlmodel_engine

from app.settings import settings

URL = "sqlite:///./app.db"
FILE = f"sqlite+aiosqlite:///{settings.database_url}"

tested = sa.create_engine(settings.database_url, pool_pre_ping=True)
renewed = make(settings.database_url, pool_recycle=1800)
by_setting = make(settings.database_url, pool_pre_ping=settings.ping)
lite = make(URL)
lite_by_setting = make(settings.test_url)
lite_by_format = make(FILE)
lite_by_arguments = make(settings.database_url, connect_args={"check_same_thread": False})
none = make(settings.database_url, poolclass=NullPool)
static = make(settings.database_url, poolclass=StaticPool)
connector = make("postgresql+pg8000://", creator=lambda: None)
queue = make(settings.database_url, poolclass=QueuePool)  # expect: DEP027
model = sqlmodel_engine(settings.database_url)  # expect: DEP027


def engine_for(url: str, **options):
    return make(url, **options)


def probe(url: str) -> None:
    once = make(url)
    once.connect()
    once.dispose()


def create_all(url: str) -> None:
    local = make(url)
    with local.connect() as connection:
        connection.execute("create extension if not exists pg_trgm")


def made() -> object:
    local = make(settings.database_url)  # expect: DEP027
    return local


class Database:
    def __init__(self) -> None:
        self.engine = make(settings.database_url)  # expect: DEP027


class Exporter:
    def __init__(self) -> None:
        self.engine = make(settings.database_url)


class Backup:
    def __init__(self) -> None:
        self.exporter = Exporter()


def back_up() -> None:
    backup = Backup()
    backup.run()


class Store:
    def __init__(self) -> None:
        self.engine = make(settings.database_url)  # expect: DEP027


def start(app) -> None:
    store = Store()
    app.state.store = store


def connect() -> None:
    global current
    current = make(settings.database_url)  # expect: DEP027


if settings.database_url.startswith("sqlite"):
    branch = make(settings.database_url)
else:
    branch = make(settings.database_url)  # expect: DEP027
# --- app/legacy.py
import time

import psycopg2

while True:
    try:
        connection = psycopg2.connect(host="db", dbname="app")  # expect: DEP027 "`connection` is made once"
        break
    except psycopg2.OperationalError:
        time.sleep(2)
# --- app/reconnecting.py
import psycopg2

connection = psycopg2.connect(host="db")


def reconnect():
    global connection
    connection = psycopg2.connect(host="db")
# --- app/pooled.py
import psycopg2


def get_connection():
    connection = psycopg2.connect(host="db")
    try:
        yield connection
    finally:
        connection.close()
# --- tests/conftest.py
from sqlalchemy import create_engine

engine = create_engine("postgresql://db/test")
# --- alembic/versions/1.py
from sqlalchemy import create_engine

engine = create_engine("postgresql://db/test")
# --- scripts/load.py
from sqlalchemy import create_engine

engine = create_engine("postgresql://db/app")
