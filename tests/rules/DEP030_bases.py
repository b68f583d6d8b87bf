# The declarative base is named where it is, as the code imports it.
# --- alembic/env.py
from alembic import context

target_metadata = None  # expect: DEP030 "target_metadata" "`from models.db import Base`"
# --- app/__init__.py
# --- app/db.py
from sqlalchemy.orm import declarative_base

from models.db import Scene

Base = declarative_base()  # no model inherits from it
# --- app/models/__init__.py
# --- app/models/db.py
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase): ...


class Scene(Base):
    __tablename__ = "scenes"
    id: Mapped[int] = mapped_column(primary_key=True)
