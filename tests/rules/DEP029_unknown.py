# What the env.py of the migrations does not import is named: autogenerate would leave it out.
# --- app/main.py
from fastapi import FastAPI

from app.audit.entries import AuditEntry
from app.db import Base, engine
from app.models.order import Order

Base.metadata.create_all(bind=engine)  # expect: DEP029 "Each process of the server" "let its `env.py` import `AuditEntry` (`app/audit/entries.py:6`) first"
app = FastAPI()
known = (AuditEntry, Order)
# --- app/db.py
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase

from app.settings import settings

engine = create_engine(settings.url)


class Base(DeclarativeBase): ...
# --- app/settings.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    url: str


settings = Settings()
# --- app/models/__init__.py
# --- app/models/order.py
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base


class Order(Base):
    __tablename__ = "order"
    id: Mapped[int] = mapped_column(primary_key=True)
# --- app/audit/entries.py
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base


class AuditEntry(Base):
    __tablename__ = "audit_entry"
    id: Mapped[int] = mapped_column(primary_key=True)
# --- alembic/env.py
import importlib
import pkgutil

from app.db import Base

package = importlib.import_module("app.models")
for _, name, _ in pkgutil.walk_packages(package.__path__, "app.models."):
    importlib.import_module(name)
target_metadata = Base.metadata
