# --- pyproject.toml
[project]
name = "x"
requires-python = ">=3.10"
# --- app/__init__.py
# --- app/models.py
from typing import Any, List
#                       ^^^^ expect: TYP011/suggestion "`List` here, built-in classes in 5 other annotations"
    # fixed: from typing import Any


def first(values: List[int]) -> Any:
    # fixed: def first(values: list[int]) -> Any:
    return values[0]
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
