# rules: TYP016
# Pydantic 2 refuses fields without an annotation: what imports the class does not start, and what
# fails further down in such a module cannot run yet.
# --- requirements.txt
fastapi==0.115.0
pydantic==2.11.0
sqlalchemy==2.0.36
# --- app/main.py
from fastapi import FastAPI

from app.orders import Order

app = FastAPI()
# --- app/orders.py
from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class Order(BaseModel):
    model_config = ConfigDict(extra="forbid")
    kinds: ClassVar[list[str]] = ["a"]
    _limit = 3

    sku: str
    status = "open"  # expect: VAL005/critical "`status` of `Order` has no annotation" "`ClassVar[T]`"


class Again(BaseModel):
    size: int
    size = 3


class Ignoring(BaseModel):
    model_config = ConfigDict(ignored_types=(str,))
    status = "open"


class Derived(Order):
    sku = "x"
# --- app/kinds.py
from pydantic import BaseModel


class Kind(BaseModel):
    FIRST = "first"  # expect: VAL005/warning "`FIRST` of `Kind`" "Delete it, with its imports: nothing reads what it names. Where it is a type (`app/store.py:7`), write `Literal["
    SECOND = False


class Level(BaseModel):
    LOW = 0.5  # expect: VAL005/warning "" "Take `BaseModel` away: what a plain class names are these values themselves."


class Unused(BaseModel):
    ONE = 1  # expect: VAL005/warning "" "Delete it, with its imports: nothing here uses it."
# --- app/store.py
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.kinds import Kind, Level


async def find(session: AsyncSession, kind: Kind) -> object:
    return await session.execute(select(kind)).scalars()  # expect: TYP016/warning "cannot be imported yet (VAL005 at `app/kinds.py:5`)"


def is_low(level: float) -> bool:
    return level <= Level.LOW


async def keep(session: AsyncSession, row: object) -> None:
    await session.add(row)  # expect: TYP016/warning "fails on the None that it gives"
# --- app/other.py
from sqlalchemy.ext.asyncio import AsyncSession


async def keep(session: AsyncSession, row: object) -> None:
    await session.add(row)  # expect: TYP016/critical
# --- legacy/requirements.txt
pydantic==1.10.2
# --- legacy/app/models.py
from pydantic import BaseModel


class Order(BaseModel):
    status = "open"
