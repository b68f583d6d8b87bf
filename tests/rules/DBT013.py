# --- app/db.py
from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):  # expect: DBT013 "`Base`"
    metadata = MetaData(schema="app")


class Order(Base):
    __tablename__ = "orders"
# --- alembic/versions/0001_first.py
from alembic import op

revision = "0001"
