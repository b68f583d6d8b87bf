# --- app/main.py
from contextlib import asynccontextmanager

from alembic import command
from alembic.config import Config
from fastapi import FastAPI
from sqlmodel import SQLModel

from app.db import Base, engine, prepare

Base.metadata.create_all(bind=engine)  # expect: DEP029/warning "Each process of the server runs `Base.metadata.create_all`"


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)  # expect: DEP029
    command.upgrade(Config("alembic.ini"), "head")  # expect: DEP029
    prepare()
    yield


app = FastAPI(lifespan=lifespan)


@app.on_event("startup")
async def bootstrap_sqlite() -> None:
    Base.metadata.create_all(bind=engine)


if engine.dialect.name == "sqlite":
    Base.metadata.create_all(bind=engine)


def reset() -> None:
    Base.metadata.drop_all(bind=engine)
    Base.metadata.create_all(bind=engine)


class Service:
    def upgrade(self) -> None: ...


Service().upgrade()

if __name__ == "__main__":
    Base.metadata.create_all(bind=engine)
# --- app/db.py
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase

from app.settings import settings

engine = create_engine(settings.url)


class Base(DeclarativeBase): ...


def prepare() -> None:
    Base.metadata.create_all(bind=engine)  # expect: DEP029
# --- tests/conftest.py
from app.db import Base, engine

Base.metadata.create_all(bind=engine)
# --- prestart.py
from alembic import command
from alembic.config import Config

command.upgrade(Config("alembic.ini"), "head")
