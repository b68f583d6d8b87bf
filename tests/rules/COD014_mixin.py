# The columns of a mixin are those of whatever inherits from it.
from datetime import datetime

from sqlalchemy import Column, DateTime
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase): ...


class Stamped:
    made = Column(DateTime, default=datetime.now())  # expect: COD014 "The default of `made`" "`default=lambda: datetime.now()`"


class Order(Stamped, Base):
    __tablename__ = "orders"
