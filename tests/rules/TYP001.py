import functools


def find(user_id, limit=10, *tags, strict, name="x", **more):
    # above expect: TYP001 "Parameter `user_id` of `find` has no type annotation", TYP001 "`limit`"
    # above expect: TYP001 "`*tags`", TYP001 "`strict`", TYP001 "`name`", TYP001 "`**more`"
    # fixed: def find(user_id, limit: int = 10, *tags, strict, name: str = "x", **more):
    return user_id, limit, tags, strict, name, more


def column(first: int, second):
#                      ^^^^^^ expect: TYP001
    return first, second


def annotated(a: int, /, b: str = "b", *args: int, c: bool, **kwargs: object) -> None:
    pass


def dummy(_, __: int = 0):
    return None


class Service:
    def method(self, value):  # expect: TYP001 "`value` of `method`"
        return value

    def owner_by_another_name(this):
        return this

    @classmethod
    def create(cls, size=1.5):  # expect: TYP001 "`size`"
        # fixed: def create(cls, size: float = 1.5):
        return cls(size)

    @staticmethod
    def parse(text):  # expect: TYP001 "`text`"
        return text

    def __call__(self, *args, **kwargs):  # expect: TYP001 "`*args`", TYP001 "`**kwargs`"
        return args, kwargs


def decorator(function: object) -> object:
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper


square = lambda x: x * x  # noqa: E731
# --- app/typed.py
def find(name):
    return name
# --- app/typed.pyi
def find(name: str) -> str: ...
# --- app/overloaded.py
from typing import overload


class Meta(type):
    def __new__(mcs, name: str):
        return super().__new__(mcs)

    @overload
    def widen(self, x: int) -> int: ...
    @overload
    def widen(self, x: str) -> str: ...
    def widen(self, x):
        return x
# --- tests/test_find.py
def test_find(client):
    assert client
# --- app/migrations/versions/0001_init.py
def upgrade(op):
    pass
# --- scripts/load.py
def load(path):  # expect: TYP001
    return path
