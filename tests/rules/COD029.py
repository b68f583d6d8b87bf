# --- app/main.py
import os
import os.path
import xml.dom
import xml.sax
from json import dumps
from typing import overload

from fastapi import APIRouter
from orjson import dumps  # expect: COD029 "`dumps` replaces the import of line 5, which nothing has used"

router = APIRouter()


def total(items):
    return sum(items)


def total(items, start):  # expect: COD029 "`total` replaces the function of line 14"
    return sum(items, start)


@router.get("/a")
def read():
    return 1


@router.get("/b")
def read():
    return 2


@overload
def convert(x: int) -> int: ...
@overload
def convert(x: str) -> str: ...
def convert(x):
    return x


class Order:
    @property
    def state(self):
        return 1

    @state.setter
    def state(self, value):
        self.value = value

    def save(self):
        return 1

    def save(self):  # expect: COD029
        return 2


if os.name == "nt":

    def path():
        return "\\"
else:

    def path():
        return "/"


try:
    from ujson import loads
except ImportError:
    from json import loads


def first():
    return loads


first = first()


def used():
    return 1


value = used()


def used():
    return 2


print(xml.dom, xml.sax, dumps, value, total)
