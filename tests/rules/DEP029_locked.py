# --- app/main.py
from contextlib import asynccontextmanager

from alembic import command
from alembic.config import Config
from fastapi import FastAPI

from app.db import Base, engine
from app.locks import advisory_lock


@asynccontextmanager
async def lifespan(app: FastAPI):
    with advisory_lock(engine):
        command.upgrade(Config("alembic.ini"), "head")  # expect: DEP029/suggestion "" "waits for the lock"
    Base.metadata.create_all(engine)  # expect: DEP029/warning "" "of another base"
    yield


app = FastAPI(lifespan=lifespan)
# --- app/db.py
from sqlalchemy import create_engine
from sqlalchemy.orm import declarative_base

engine = create_engine("postgresql://db/app", pool_pre_ping=True)
Base = declarative_base()
# --- app/models.py
from sqlalchemy.orm import declarative_base

Base = declarative_base()
# --- alembic/env.py
from alembic import context

from app.models import Base

context.configure(target_metadata=Base.metadata)
# --- alembic/versions/1.py
revision = "1"
down_revision = None


def upgrade() -> None:
    return None
