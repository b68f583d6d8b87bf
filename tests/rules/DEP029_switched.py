# Who switches it off has to know where, and to what.
# --- app/factory.py
from contextlib import asynccontextmanager

from fastapi import FastAPI

from app.config import settings
from app.db import Base, engine


def lifespan_for(creates_tables: bool = True):
    @asynccontextmanager
    async def lifespan(app: FastAPI):
        if creates_tables:
            create_tables()
        if settings.creates_views:
            create_views()
        yield

    return lifespan


def create_tables() -> None:
    Base.metadata.create_all(engine)  # expect: DEP029 "Each process of the server" "before `web` of `docker-compose.yml` starts, for a new database has no tables otherwise (`README.md:3` counts on this start for them). Only then pass `creates_tables=False` to `create_app(…)` at `app/main.py:4`, so that it no longer"


def create_views() -> None:
    Base.metadata.create_all(engine)  # expect: DEP029 "Each process of the server" "Only then set `settings.creates_views`, which decides whether it still happens here, so that it does not"


def create_app(title: str, creates_tables: bool = True) -> FastAPI:
    lifespan = lifespan_for(creates_tables=creates_tables)
    return FastAPI(title=title, lifespan=lifespan)
# --- app/main.py
from app.factory import create_app


app = create_app("shop")
# --- app/config.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    creates_views: bool = False


settings = Settings()
# --- app/db.py
from sqlalchemy import create_engine
from sqlalchemy.orm import declarative_base

Base = declarative_base()
engine = create_engine("postgresql://db/shop")
# --- tests/test_main.py
from app.factory import create_app


def test_it() -> None:
    assert create_app("test", creates_tables=False)
# --- docker-compose.yml
services:
  web:
    build: .
    command: uvicorn app.main:app --host 0.0.0.0 --port 8000
  db:
    image: postgres:16
# --- README.md
Shop

Before you add users, the API must have run at least once, so that the tables are there.
