"""Models."""

from enum import Enum
from typing import Protocol

from pydantic import BaseModel

__all__ = ["Account", "Item", "Status", "Rich", "Store", "NotFound", "Documented", "Odd", "Outer"]


class Account:  # expect: DOC002 "The class `Account` has no docstring"
    def __init__(self) -> None:
        self.x = 1


class Item(BaseModel):
#     ^^^^ expect: DOC002
    name: str

    class Config:
        frozen = True


class Status(Enum):
    OPEN = "open"
    DONE = "done"


class Rich(Enum):  # expect: DOC002
    OPEN = "open"

    def label(self) -> str:
        return self.value


class Store(Protocol):
    def get(self) -> str: ...


class NotFound(Exception):
    pass


class Documented:
    """It is."""

    class Inner:  # expect: DOC002
        x = 1


class Odd: x = 1  # expect: DOC002


class Hidden:
    x = 1


class _Private:
    x = 1


class Outer(_Private):  # expect: DOC002
    """f""" + "x"


def function() -> None:
    class Local:
        x = 1

    print(Local)
# --- app/_internal.py
class Internal:
    x = 1
# --- tests/test_it.py
class TestIt:
    x = 1
# --- app/decorated.py
"""Bodies that begin with a decorator, or behind a line that goes on."""


class Wrapper:  # expect: DOC002
    @property
    # comment
    def size(self) -> int:
        return 1
    # fixed: @property


class Continued:  # expect: DOC002
  \
    x = 1
