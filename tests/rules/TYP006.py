# --- app/decorators.py
import functools
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
F = TypeVar("F", bound=Callable[..., Any])


def logged(function):  # expect: TYP006/warning "`logged` takes away the types of the functions it decorates, 2 of them" "`Callable` from `collections.abc`, `ParamSpec` and `TypeVar` from `typing`)"
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper


def hiding(function: Callable[P, R]) -> Callable[P, R]:  # expect: TYP006/critical "`hiding` hides the signature of the endpoint `hidden`"
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        return function(*args, **kwargs)

    return wrapper


def retry(times: int):
#   ^^^^^ expect: TYP006
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            return function(*args, **kwargs)

        return wrapper

    return decorate


def typed(function: Callable[P, R]) -> Callable[P, R]:
    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        return function(*args, **kwargs)

    return wrapper


def bound(function: F) -> F:
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper


def register(function):
    print(function)
    return function


def unused(function):
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper
# --- app/main.py
from fastapi import FastAPI

from app.decorators import bound, hiding, logged, register, retry, typed, unused

app = FastAPI()


@logged
def first(amount: int) -> int:
    return amount


@app.get("/second")
@logged
def second(amount: int) -> int:
    return amount


@app.get("/hidden")
@hiding
def hidden(amount: int) -> int:
    return amount


@retry(3)
def repeated(amount: int) -> int:
    return amount


@typed
@bound
@register
def good(amount: int) -> int:
    return amount


@unused
def untyped(amount):
    return amount
