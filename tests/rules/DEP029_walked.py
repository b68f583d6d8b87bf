# env.py imports whatever it finds: which tables it sees, only a run of it knows.
# --- app/main.py
from fastapi import FastAPI

from app.db import Base, engine

app = FastAPI()
Base.metadata.create_all(bind=engine)  # expect: DEP029 "Each process of the server" "look that none is missing"
# --- app/db.py
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase

engine = create_engine("postgresql://db/app")


class Base(DeclarativeBase): ...
# --- app/audit/entries.py
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base


class AuditEntry(Base):
    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(primary_key=True)
# --- app/finder.py
import importlib
import pathlib


class Finder:
    @staticmethod
    def find(root):
        for path in pathlib.Path(root).rglob("*.py"):
            importlib.import_module(path.stem)
# --- alembic/env.py
from app.db import Base
from app.finder import Finder

Finder.find(".")
target_metadata = Base.metadata
