# --- app/main.py
from contextlib import asynccontextmanager

from fastapi import FastAPI

from app.db import Base, engine


@asynccontextmanager
async def lifespan(app: FastAPI):
    Base.metadata.create_all(engine)
    yield


app = FastAPI(lifespan=lifespan)
# --- app/db.py
from sqlalchemy import create_engine, event
from sqlalchemy.orm import declarative_base

from app.settings import settings

engine = create_engine(settings.database_url)
Base = declarative_base()


@event.listens_for(engine, "connect")
def prepare(connection, record) -> None:
    connection.cursor().execute("PRAGMA journal_mode=WAL")


class Manager:
    def get_or_create_engine(self, name: str) -> str:
        return name


manager = Manager()
runner = manager.get_or_create_engine(settings.runner)
