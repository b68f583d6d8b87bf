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
