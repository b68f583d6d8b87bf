# --- alembic.ini
[alembic]
script_location = migrations
# --- app/main.py
from contextlib import asynccontextmanager

from alembic import command
from alembic.config import Config
from fastapi import FastAPI
from sqlalchemy import create_engine, inspect

engine = create_engine("postgresql://db/shop")


def prepare() -> None:
    has_versions = "alembic_version" in inspect(engine).get_table_names()
    if not has_versions:
        command.upgrade(Config("alembic.ini"), "head")  # expect: DEP029 "Each process of the server runs" "; `has_versions` decides whether it still happens here."


@asynccontextmanager
async def lifespan(app: FastAPI):
    prepare()
    yield


app = FastAPI(lifespan=lifespan)
# --- migrations/versions/1_first.py
revision = "1"
down_revision = None


def upgrade() -> None: ...
