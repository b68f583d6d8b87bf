# --- pyproject.toml
[project]
name = "x"
requires-python = ">=3.10"
# --- app/__init__.py
# --- app/models.py
from typing import Any, List
#                       ^^^^ expect: TYP011/suggestion "`List` here, built-in classes in 5 other places"
    # fixed: from typing import Any


def first(values: List[int]) -> Any:
    # fixed: def first(values: list[int]) -> Any:
    return values[0]
# --- app/store.py
from typing import Dict, List, Type
#                        ^^^^ expect: TYP011
    # fixed: from typing import Dict, List, Type


class Store:
    type: Type[int] = int
    kinds: List[int] = []  # `list` is a method of this class

    def list(self) -> List[int]: ...

    def of(self, keys: Dict[str, int]) -> None:
        found: List[int] = []
        # fixed: found: list[int] = []

    def dict(self) -> None: ...
# --- app/kept.py
from typing import Type


class Seconds:
    type: Type[float] = float
# --- app/other.py
from typing import Dict  # expect: TYP011
import os


def keys(values: Dict[str, int]) -> "list[str]":
    # fixed: def keys(values: dict[str, int]) -> "list[str]":
    return os.listdir()
# --- app/new.py
from typing import Optional


def a(values: list[int], more: dict[str, int]) -> tuple[int, int]: ...


def b(values: list[int], other: Optional[int]) -> list[int]: ...
# --- old/__init__.py
# --- old/models.py
from typing import Dict, List


def a(values: List[int], more: Dict[str, int]) -> List[int]: ...


def b(values: list[int]) -> None: ...
