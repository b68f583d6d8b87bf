import collections
import typing as t
from collections.abc import Callable, Mapping
from typing import Annotated, Dict, List, Literal

from pydantic import BaseModel


def names(users: list) -> dict:
#                ^^^^ expect: TYP005 "`list` does not say what it holds"
    # above expect: TYP005 "`dict`"
    return {user: 1 for user in users}


def typed(a: List, b: Dict, c: t.Tuple, d: Callable, e: Mapping) -> None:
    # above expect: TYP005 "`List`", TYP005 "`Dict`", TYP005 "`Tuple`", TYP005 "`Callable`", TYP005 "`Mapping`"
    print(a, b, c, d, e)


def nested(a: dict[str, list], b: list | None, c: collections.defaultdict) -> None:
    # above expect: TYP005, TYP005, TYP005
    print(a, b, c)


class Model(BaseModel):
    tags: list = []  # expect: TYP005
    sizes: list[int] = []


def fine(
    a: list[str],
    b: dict[str, int],
    c: tuple[int, ...],
    d: Callable[[int], str],
    e: type,
    f: Annotated[str, isinstance("x", list)],
    g: Literal["list"],
    h: str,
) -> None:
    print(a, b, c, d, e, f, g, h)
    if isinstance(a, list):
        found: set = set()  # expect: TYP005
        print(found, dict)


class list_of:
    pass


def own(a: list_of) -> None:
    print(a)


# ---- what only looks at a function says nothing of what it takes and gives
def label(function: Callable) -> str:  # expect: TYP005 "does not say what it takes" "`Callable[..., object]` where nothing here calls it"
    return function.__name__
