import secrets
import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from fastapi import FastAPI, Query
from pydantic import BaseModel, Field
from pydantic_settings import BaseSettings
from sqlalchemy import Column, DateTime, MetaData, Table, func
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column
from sqlmodel import Field as Stored
from sqlmodel import SQLModel

app = FastAPI()


class Base(DeclarativeBase): ...


class Order(Base):
    __tablename__ = "orders"
    made = Column(DateTime, default=datetime.now(UTC))  # expect: COD014/warning "The default of `made` is computed once, when `Order` is defined" "Let it be computed each time: `default=lambda: datetime.now(UTC)`."
    changed: Mapped[datetime] = mapped_column(DateTime, onupdate=datetime.utcnow())  # expect: COD014 "The new value of `changed`" "`onupdate=lambda: datetime.utcnow()`"
    until = Column(DateTime, default=datetime.now(UTC) + timedelta(days=1))  # expect: COD014
    key = Column(DateTime, default=str(uuid.uuid4()))  # expect: COD014
    each = Column(DateTime, default=lambda: datetime.now(UTC))
    called = Column(DateTime, default=datetime.utcnow)
    by_database = Column(DateTime, default=func.now(), server_default=func.now())


class Kept(MappedAsDataclass, Base):
    __tablename__ = "kept"
    made: Mapped[datetime] = mapped_column(default=datetime.now(UTC))  # expect: COD014 "The default" "`default_factory=lambda: datetime.now(UTC)`"


# ---- no dataclass: nothing of this project can have it
class Stamped:
    made: Mapped[datetime] = mapped_column(default=datetime.now(UTC))


class Row(SQLModel, table=True):
    made: datetime = Stored(default=datetime.now(UTC))  # expect: COD014 "The default" "`default_factory=lambda: datetime.now(UTC)`"


class Message(BaseModel):
    at: datetime = datetime.now(UTC)  # expect: COD014 "The default" "`Field(default_factory=lambda: datetime.now(UTC))`."
    id: str = Field(str(uuid.uuid4()), max_length=36)  # expect: COD014
    each: datetime = Field(default_factory=lambda: datetime.now(UTC))
    born: date = Field(le=date.today())
    started = 1.0


@dataclass
class Event:
    at: datetime = datetime.now(UTC)  # expect: COD014 "The default" "`field(default_factory=lambda: datetime.now(UTC))`"
    id: uuid.UUID = field(default_factory=uuid.uuid4)


# ---- of these there is one object
class Options(BaseSettings):
    secret: str = secrets.token_urlsafe(32)
    started: datetime = Field(default=datetime.now(UTC))


@dataclass
class WorkerConfig:
    name: str = str(uuid.uuid4())


class Clock:
    started: datetime = datetime.now(UTC)
    zero = datetime.now(UTC)


@app.get("/report")
def report(day: date = date.today(), until: date = Query(default=date.today())) -> str:  # expect: COD014 "The default of `day`" "Let the default of `day` be `None`", COD014 "`until`" "`if until is None: until = date.today()`"
    return f"{day} {until}"


def plain(day: date = date.today()) -> date:  # expect: COD014 "The default of `day`"
    return day


def made() -> Column:
    return Column(DateTime, default=datetime.now(UTC))


table = Table("t", MetaData(), Column("made", DateTime, default=lambda: datetime.now(UTC)))
