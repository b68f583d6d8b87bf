"""Functions."""


def google(account: str, amount: int) -> None:
    """Takes money.

    Args:
        account: Whose.
        ammount: In cents.
#       ^^^^^^^ expect: DOC005 "`ammount` is documented, and `google` has no such parameter"
        # fixed: amount: In cents.
    """


def several(a: int) -> None:
    """Takes money.

    Args:
        a: One.
        b (int): Two.  # expect: DOC005 "`b`"
        c: Three.  # expect: DOC005 "`c`"

    Note:
        d: no parameter at all
    """


def numpy(x: int) -> None:
    """Adds.

    Parameters
    ----------
    x : int
        One.
    yy : int, optional  # expect: DOC005 "`yy`"
        Two.
    """


def sphinx(x: int) -> None:
    """Adds.

    :param x: one
    :param int gone: two  # expect: DOC005 "`gone`"
    :raises ValueError: never
    """


def any_keys(x: int, **kwargs: int) -> None:
    """Adds.

    Args:
        x: One.
        retries: Passed on.
    """


def titled(x: int) -> None:
    """Adds.

    Args:
        x: One.
        Example: titled(1)
    """


def prose(x: int) -> None:
    """Adds.

    Args:
        x: One, that is continued
            here: with a colon.
        the rest is prose
    """


class Point:
    """A point.

    Args:
        x: Of the constructor.
    """

    def __init__(self, x: int) -> None:
        """Makes one.

        Args:
            self: The point.
            x: Its place.
        """
        self.x = x


def decorator(size: int) -> object:
    """Decorates.

    Args:
        size: How many.
        func: What is decorated.
    """

    def inner(func: object) -> object:
        return func

    return inner
# --- app/api.py
"""Endpoints."""

from fastapi import APIRouter, Request
from pydantic import BaseModel

router = APIRouter()


class Named(BaseModel):
    """Has a name."""

    name: str


class Item(Named):
    """What is sold."""

    price: int


@router.post("/items")
def create(item: Item) -> None:
    """Creates one.

    Parameters:
        - name: str - Its name.
        - price: int - Its price.
        - gone: int - Removed long ago.  # expect: DOC005 "`gone`"
    """


@router.post("/raw")
async def raw(request: Request) -> None:
    """Creates one.

    Parameters:
        - name: str - Read from the body.
    """
