# An environment that imports no table compares the database with nothing.
# --- app/db.py
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):  # expect: DBT013 "`Base`" "Import the modules of the tables in `alembic/env.py` first"
    pass
# --- app/orders.py
from app.db import Base


class Order(Base):
    __tablename__ = "orders"
# --- alembic/env.py
from alembic import context

from app.db import Base

context.configure(target_metadata=Base.metadata)
# --- alembic/versions/0001_first.py
from alembic import op

revision = "0001"
