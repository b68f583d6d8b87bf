from typing import Annotated

from fastapi import APIRouter, Depends, Request

from app.deps import UserDep, settings

router = APIRouter()


def ship(a: int, b: int, c: int, d: int, e: int, f: int, g: int, h: int) -> None:
#   ^^^^ expect: COD005 "`ship` takes 8 parameters; the limit is 7"
    print(a, b, c, d, e, f, g, h)


def seven(a: int, b: int, c: int, d: int, e: int, f: int, g: int, *args: int, **more: int) -> None:
    print(a, b, c, d, e, f, g, args, more)


def keyword_only(a: int, b: int, c: int, d: int, *, e: int, f: int, g: int, h: int) -> None:  # expect: COD005
    print(a, b, c, d, e, f, g, h)


@router.get("/x")
def endpoint(a: int, b: int, c: int, d: int, e: int, f: int, g: int, h: int, i: int) -> None:
    print(a, b, c, d, e, f, g, h, i)


def dependency(
    request: Request,
    user: UserDep,
    config: Annotated[str, Depends(settings)],
    other: str = Depends(settings),
    a: int = 1,
    b: int = 2,
    c: int = 3,
    d: int = 4,
    e: int = 5,
) -> None:
    print(request, user, config, other, a, b, c, d, e)


class Service:
    def method(self, a: int, b: int, c: int, d: int, e: int, f: int, g: int) -> None:
        print(a, b, c, d, e, f, g)

    @staticmethod
    def plain(a: int, b: int, c: int, d: int, e: int, f: int, g: int, h: int) -> None:  # expect: COD005
        print(a, b, c, d, e, f, g, h)
# --- app/deps.py
from typing import Annotated

from fastapi import Depends


def settings() -> str:
    return "x"


def current_user() -> str:
    return "x"


UserDep = Annotated[str, Depends(current_user)]
# --- app/queries.pyi
def update(a: int, b: int, c: int, d: int, e: int, f: int, g: int, h: int) -> None: ...
# --- tests/test_it.py
def make(a, b, c, d, e, f, g, h, i):
    return a, b, c, d, e, f, g, h, i
