# --- app/db.py
import asyncpg
import psycopg2
from psycopg2.pool import ThreadedConnectionPool
from pydantic_settings import BaseSettings
from sqlalchemy import create_engine

from app.settings import settings

URL = "postgresql://app@db.acme.io:5432/app"  # expect: SEC082/critical "at `db.acme.io` is remote, and nothing asks for TLS"
engine = create_engine("postgresql+psycopg2://app@db.acme.io/app?sslmode=prefer")  # expect: SEC082/critical "`sslmode=prefer`"


class Settings(BaseSettings):
    database_url: str = "postgres://app@db.acme.io/app"  # expect: SEC082/critical


def connect(host: str) -> None:
    psycopg2.connect(host="db.acme.io", dbname="app")  # expect: SEC082/critical
    psycopg2.connect(host="db.acme.io", dbname="app", sslmode="disable")  # expect: SEC082/critical
    # fixed: psycopg2.connect(host="db.acme.io", dbname="app", sslmode="verify-full")
    psycopg2.connect(host=settings.db_host, user=settings.db_user)  # expect: SEC082/review
    ThreadedConnectionPool(1, 40, host=settings.db_host)  # expect: SEC082/review
    create_engine(settings.url, connect_args={"sslmode": "allow"})  # expect: SEC082/review


# It is asked for, or nobody is in between.
FINE = "postgresql://app@db.acme.io/app?sslmode=require"
ASYNC = "postgresql+asyncpg://app@db.acme.io/app?ssl=verify-full"
LOCAL = "postgresql://app@localhost:5432/app"
COMPOSE = "postgresql://app@db/app"
SOCKET = "postgresql://app@/app?host=/cloudsql/project:region:instance"
PRIVATE = "postgresql://app@10.0.0.7/app"
OTHER = "mysql://app@db.acme.io/app"
PREFIX = "postgresql://"


async def connect_well() -> None:
    psycopg2.connect(host="db.acme.io", sslmode="verify-full")
    psycopg2.connect(host="/cloudsql/project:region:instance")
    psycopg2.connect(settings.database_url)
    psycopg2.connect(**settings.options)
    psycopg2.connect(host="localhost", sslmode="disable")
    await asyncpg.connect(host=settings.db_host, ssl="require")
    modes = {"cache": "allow"}
# --- app/near.py
import os

import psycopg2

DB_HOST = os.getenv("DB_HOST", "postgres")


def connect() -> None:
    psycopg2.connect(host=DB_HOST, user="app")  # expect: SEC082/warning
    psycopg2.connect(host=os.getenv("DB_HOST", "localhost"), user="app")  # expect: SEC082/warning
    psycopg2.connect(host=os.getenv("DB_HOST"), user="app")  # expect: SEC082/review
