import typing
import typing as t
from collections.abc import Callable
from typing import Any, Optional, overload
from typing import Any as Whatever

from fastapi import APIRouter
from pydantic import BaseModel, field_validator
from starlette.middleware.base import BaseHTTPMiddleware

from app.base import Store

router = APIRouter()
JSON = dict[str, Any]


def save(document: Any) -> None:
#                  ^^^ expect: TYP003 "The parameter `document` is `Any`"
    print(document)


def load() -> typing.Any:  # expect: TYP003 "The result of `load` is `Any`"
    return 1


def aliased(a: t.Any, b: Whatever, c: "Any") -> None:  # expect: TYP003, TYP003, TYP003
    print(a, b, c)


def wrapped(a: Optional[Any], b: Any | None = None) -> None:  # expect: TYP003 "may be `Any`", TYP003 "may be `Any`"
    print(a, b)


def contained(a: dict[str, Any]) -> list[Any]:  # expect: TYP003 "`a` holds `Any`", TYP003 "`contained` holds"
    return list(a)


def open_forms(*args: Any, call: Callable[..., Any], cls: type[Any], **kwargs: Any) -> None:
    print(args, call, cls, kwargs)


# Any: the payload is stored as it comes
def justified(payload: Any) -> None:
    print(payload)


def justified_here(payload: Any) -> None:  # Any: it is stored as it comes
    print(payload)


def not_justified(payload: Any) -> None:  # Any:
    # above expect: TYP003
    print(payload)


def precise(x: int, y: object) -> list[int]:
    return [x]


@router.get("/x", response_model=list[int])
def endpoint() -> Any:
    return [1]


@router.get("/y")
def endpoint_without_model() -> Any:  # expect: TYP003/warning "The result of `endpoint_without_model`"
    return [1]


@overload
def widen(x: int) -> int: ...
@overload
def widen(x: str) -> str: ...
def widen(x: Any) -> Any:
    return x


class Event(BaseModel):
    payload: Any  # expect: TYP003 "The attribute `Event.payload` is `Any`"
    extra: dict[str, Any] = {}  # expect: TYP003 "holds"
    name: str

    @field_validator("name", mode="before")
    @classmethod
    def check(cls, value: Any) -> Any:
        return value

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, value)

    def __eq__(self, other: Any) -> bool:
        return self is other


class Middleware(BaseHTTPMiddleware):
    async def dispatch(self, request: Any, call_next: Any) -> None:  # expect: TYP003, TYP003
        print(request, call_next)


class FileStore(Store):
    def put(self, value: Any) -> None:  # expect: TYP003
        local: Any = value
        print(local)


def outer() -> None:
    def inner(value: Any) -> Any:
        return value

    inner(1)
# --- app/base.py
class Store:
    def put(self, value: object) -> None:
        print(value)
# --- tests/test_it.py
from typing import Any


def test_it(client: Any) -> None:
    assert client
