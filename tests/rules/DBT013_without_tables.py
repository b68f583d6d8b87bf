# A base that nothing derives from has no constraints; the one with tables is told.
# --- app/container.py
from sqlalchemy.orm import DeclarativeBase


class Container(DeclarativeBase):
    engine = None
# --- app/db.py
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):  # expect: DBT013 "`Base`"
    pass


class Order(Base):
    __tablename__ = "orders"
# --- alembic/versions/0001_first.py
from alembic import op

revision = "0001"
