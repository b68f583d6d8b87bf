"""Functions."""

from abc import ABC, abstractmethod
from typing import Protocol, overload

from fastapi import APIRouter
from sqlalchemy.ext.hybrid import hybrid_property
from typing_extensions import override

from app.base import Base

router = APIRouter()


def transfer(amount: int) -> None:  # expect: DOC003 "`transfer` has no docstring"
    print(amount)


async def refresh() -> None: print(1)
#         ^^^^^^^ expect: DOC003


def documented() -> None:
    """Does it."""

    def inner() -> None:
        print(1)

    inner()


def _private() -> None:
    print(1)


@router.get("/a")
def operation() -> int:
    return 1


@router.websocket("/a")
def endpoint() -> int:  # expect: DOC003 "The endpoint `endpoint`"
    return 1


@router.get("/b", description="Gives one.")
def described() -> int:
    return 1


@overload
def widen(x: int) -> int: ...
@overload
def widen(x: str) -> str: ...
def widen(x):
    """Widens."""
    return x


class Service(Base):
    """Serves."""

    def __init__(self) -> None:
        self.x = 1

    def __len__(self) -> int:
        return 1

    def save(self) -> None:
        print("documented by Base")

    def other(self) -> None:  # expect: DOC003
        print("not documented by Base")

    @override
    def marked(self) -> None:
        print(1)

    @property
    def name(self) -> str:  # expect: DOC003
        return "x"

    @name.setter
    def name(self, value: str) -> None:
        self.x = value

    @hybrid_property
    def is_late(self) -> bool:
        """Whether it should have been sent."""
        return self.x > 1

    @is_late.expression
    def is_late(cls) -> bool:
        return cls.x > 1

    @is_late.comparator
    def is_later(cls) -> bool:  # expect: DOC003
        return cls.x > 1

    def _hidden(self) -> None:
        print(1)


class _Hidden:
    def method(self) -> None:
        print(1)


class Store(Protocol):
    """Stores."""

    def get(self) -> str: ...


class Abstract(ABC):
    """Is one."""

    @abstractmethod
    def run(self) -> None: ...  # expect: DOC003
# --- app/base.py
"""Bases."""


class Base:
    """Is one."""

    def save(self) -> None:
        """Saves."""

    def other(self) -> None:  # expect: DOC003
        pass
# --- tests/test_it.py
def helper() -> None:
    pass
# --- app/checks.py
"""Checks."""


def test_connection() -> None:  # expect: DOC003
    print(1)
# --- app/decorated.py
"""Bodies that begin with a decorator."""

from functools import wraps


def logged(call):  # expect: DOC003
    @wraps(call)
    def wrapper(*args):
        return call(*args)

    return wrapper
