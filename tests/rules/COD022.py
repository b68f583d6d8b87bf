from typing import Annotated

from fastapi import APIRouter, Depends, Query

from app.deps import UserDep, settings

router = APIRouter()


@router.get("/a")
def first(user: UserDep, q: Annotated[str, Query()]) -> str:
    return user + q


@router.get("/b")
def second(config: str = Depends(settings)) -> str:
#          ^^^^^^^^^^^ expect: COD022 "`config` of `second` is declared by a default; 5 of 9 here use `Annotated`"
    # fixed: def second(config: Annotated[str, Depends(settings)]) -> str:
    return config


@router.get("/c")
def third(a: int, q: str | None = Query(None, max_length=5), r: int = Query(default=1, ge=1)) -> str:
    # above expect: COD022
    # fixed: def third(a: int, q: Annotated[str | None, Query(max_length=5)] = None, r: Annotated[int, Query(ge=1)] = 1) -> str:
    return f"{a}{q}{r}"


@router.get("/d")
def would_break(a: int = 1, config: str = Depends(settings)) -> str:  # expect: COD022
    return f"{a}{config}"


@router.get("/e")
def more(user: UserDep, other: UserDep, third: Annotated[str, Depends(settings)]) -> str:
    return user + other + third


def plain(a: int = 1, b: str = str(1)) -> str:
    return f"{a}{b}"
# --- app/deps.py
from typing import Annotated

from fastapi import Depends


def settings() -> str:
    return "x"


UserDep = Annotated[str, Depends(settings)]
# --- app/old.py
from fastapi import APIRouter, Depends

from app.deps import settings

router = APIRouter()


@router.get("/x")
def by_default(config: str = Depends(settings)) -> str:
    return config
