from abc import ABC, abstractmethod

import httpx
from fastapi import APIRouter, HTTPException

from app.errors import Missing, MissingOrder, Refused
from app.repository import load

router = APIRouter()


def a(x: int) -> int:
    """Halves it.

    Args:
        x: A number.

    Raises:
        Missing: It is not there.
        HTTPException: It is not there.  # expect: DOC010 "`a` says that it raises `HTTPException`"
        ValueError: It is negative.
    """
    if x > 10:
        raise MissingOrder
    return load(x)


def b(x: int) -> int:
    """Halves it.

    Raises:
        Refused: Never.  # expect: DOC010
    """
    return x // 2


def guard(x: int):
    """Makes a dependency.

    Raises:
        Refused: The caller may not.
    """

    def check(y: int) -> None:
        print(x, y)

    return check


def c(x, client) -> int:
    """Halves it.

    Raises:
        Refused: The client may.
    """
    return client.run(x)


def d(x: int) -> int:
    """Loads it.

    Raises:
        Refused: Some calls deep.
    """
    return load(x)


class Base(ABC):
    @abstractmethod
    def run(self) -> None:
        """Runs.

        Raises:
            Refused: Subclasses may.
        """

    def stub(self) -> None:
        """Runs.

        Raises:
            Refused: Subclasses may.
        """
        raise NotImplementedError


@router.get("/e")
def e() -> int:
    """Runs.

    Raises:
        HTTPException: A dependency may.
    """
    return 1


def f(url: str) -> str:
    """Fetches it.

    Raises:
        httpx.HTTPError: The library may.
    """
    return httpx.get(url).text


def g(x: int) -> int:
    """Catches it.

    Raises:
        Refused: No longer.  # expect: DOC010
    """
    try:
        return load(x)
    except Refused:
        return 0
# --- app/errors.py
class Missing(Exception):
    pass


class MissingOrder(Missing):
    pass


class Refused(Exception):
    pass
# --- app/repository.py
from app.errors import Refused


def load(x: int) -> int:
    return check(x)


def check(x: int) -> int:
    if x < 0:
        raise Refused
    return x
