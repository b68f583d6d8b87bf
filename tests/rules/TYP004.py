import uuid
from datetime import datetime
from typing import Annotated, Any, Literal, TypeVar, Union

from fastapi import APIRouter, Query, Request

from app.models import Name, User

router = APIRouter()
T = TypeVar("T")


def find(name: str = None) -> None:
#              ^^^ expect: TYP004 "`name` of `find` is None by default, which `str` does not allow"
    # fixed: def find(name: str | None = None) -> None:
    print(name)


def many(a: list[str] = None, *, b: User = None, c: datetime = None, d: "str" = None) -> None:
    # above expect: TYP004 "`a`", TYP004 "`b`", TYP004 "`c`", TYP004 "`d`"
    # fixed: def many(a: list[str] | None = None, *, b: User | None = None, c: datetime | None = None, d: "str | None" = None) -> None:
    print(a, b, c, d)


def unions(a: int | str = None, b: Union[int, uuid.UUID] = None) -> None:  # expect: TYP004, TYP004
    print(a, b)


def annotated(a: Annotated[str, "x"] = None) -> None:  # expect: TYP004
    # fixed: def annotated(a: Annotated[str | None, "x"] = None) -> None:
    print(a)


def literal(a: Literal["x", "y"] = None) -> None:  # expect: TYP004
    print(a)


def fine(
    a: str | None = None,
    b: "str | None" = None,
    c: Any = None,
    d: object = None,
    e: Union[int, None] = None,
    f: Literal["x", None] = None,
    g: Annotated[str | None, "x"] = None,
    h: None = None,
    i: T = None,
    j: Name = None,
    k: str = "",
    l=None,
) -> None:
    print(a, b, c, d, e, f, g, h, i, j, k, l)


@router.get("/y")
def injected(request: Request = None) -> None:
    print(request)


@router.get("/x")
def endpoint(q: str = Query(None), r: str = Query(default=None), s: str = Query("x")) -> None:
    # above expect: TYP004 "`q`", TYP004 "`r`"
    print(q, r, s)
# --- app/models.py
from typing import Optional


class User:
    name: str


Name = Optional[str]


def rename(user: User, name: str = None) -> None:  # expect: TYP004
    # fixed: def rename(user: User, name: Optional[str] = None) -> None:
    user.name = name
# --- old/pyproject.toml
[project]
name = "old"
requires-python = ">=3.9"
# --- old/app/main.py
def find(name: str = None) -> None:  # expect: TYP004
    ...
# --- old/app/more.py
from typing import Optional


def rename(name: str = None, old: Optional[str] = None) -> None:  # expect: TYP004
    # fixed: def rename(name: Optional[str] = None, old: Optional[str] = None) -> None:
    ...
