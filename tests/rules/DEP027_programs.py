# --- app/main.py
from fastapi import FastAPI

from app import db

app = FastAPI()
# --- app/db.py
from sqlalchemy import create_engine, event

from app.settings import settings

engine = create_engine(settings.url)


@event.listens_for(engine, "connect")
def prepare(connection, record) -> None:
    connection.cursor().execute("PRAGMA journal_mode=WAL")
# --- rename_tables.py
import psycopg2

connection = psycopg2.connect("postgresql://db/app")
connection.cursor().execute("ALTER TABLE a RENAME TO b")
connection.commit()
# --- app/commands.py
import click
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from app.settings import settings


@click.command()
def load() -> None:
    engine = create_engine(settings.url)
    with Session(engine) as session:
        session.commit()
# --- app/cli.py
from app.commands import load

load()
# --- reset_db.py
import psycopg2

from app.settings import settings

conn = psycopg2.connect(host=settings.host)
conn.autocommit = True
conn.cursor().execute("DROP DATABASE app")
