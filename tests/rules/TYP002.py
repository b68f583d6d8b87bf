from contextlib import contextmanager
from typing import overload

from fastapi import APIRouter

from app.models import Item

router = APIRouter()


def total(prices):  # expect: TYP002 "`total` does not say what it returns"
    return sum(prices)


def log(message):  # expect: TYP002
    # fixed: def log(message) -> None:
    print(message)


def nothing():
#   ^^^^^^^ expect: TYP002
    # fixed: def nothing() -> None:
    return None


def several_lines(  # expect: TYP002
    first: int = (1),  # a ) in a comment
    *,
    second: str = ")",
):
    # fixed: ) -> None:
    print(first, second)


def maybe(found: bool):  # expect: TYP002
    if found:
        return 1


def counts():  # expect: TYP002
    yield 1


@contextmanager
def opened():  # expect: TYP002
    yield


def outer() -> None:
    def inner(value):
        return value

    inner(1)


def with_inner():  # expect: TYP002
    # fixed: def with_inner() -> None:
    def inner(value: int) -> int:
        return value

    inner(1)


async def refresh():  # expect: TYP002
    # fixed: async def refresh() -> None:
    print("x")


def complete(x: int) -> int:
    return x


@router.get("/items", response_model=list[Item])
async def items():  # expect: TYP002/warning "; its `response_model` does"
    return []


@router.delete("/items")
async def remove():  # expect: TYP002/critical
    print("gone")


@router.put("/items", response_model=None)
async def replace():  # expect: TYP002/critical
    return {}


@overload
def widen(x: int): ...  # expect: TYP002
@overload
def widen(x: str) -> str: ...
def widen(x):
    return x


class Service:
    def __init__(self, size: int):
        self.size = size

    def save(self):  # expect: TYP002
        # fixed: def save(self) -> None:
        self.size = 1

    def abstract(self):  # expect: TYP002
        raise NotImplementedError

    def __repr__(self):  # expect: TYP002/warning "which Python prescribes" "all that `__repr__` may give"
        # fixed: def __repr__(self) -> str:
        return "Service"

    @property
    def name(self):  # expect: TYP002
        return "x"

    @name.setter
    def name(self, value: str):  # expect: TYP002
        # fixed: def name(self, value: str) -> None:
        self._name = value

    @staticmethod
    def parse(text: str):  # expect: TYP002
        return text


class Bare:
    def __init__(self):  # expect: TYP002
        # fixed: def __init__(self) -> None:
        self.size = 0


class Child(Service):
    def save(self):  # expect: TYP002
        # fixed: def save(self) -> None:
        self.size = 2


twice = lambda x: x * 2  # noqa: E731
# --- app/models.py
from pydantic import BaseModel


class Item(BaseModel):
    name: str
# --- tests/test_it.py
def test_it():
    assert True
# --- alembic/versions/1.py
def upgrade():
    pass
