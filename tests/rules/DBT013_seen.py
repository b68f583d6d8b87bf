# The environment imports the tables by a package.
# --- app/db.py
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):  # expect: DBT013 "`Base`"
    pass
# --- app/models/__init__.py
from app.models.orders import Order
# --- app/models/orders.py
from app.db import Base


class Order(Base):
    __tablename__ = "orders"
# --- alembic/env.py
from alembic import context

import app.models
from app.db import Base

context.configure(target_metadata=Base.metadata)
# --- alembic/versions/0001_first.py
from alembic import op

revision = "0001"
