# --- app/main.py
from collections.abc import AsyncIterator, Iterator
from typing import Annotated, Any, Optional, Protocol

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from app.users import Admin, Unknown, User

app = FastAPI()


class Named(Protocol):
    name: str


def current_user() -> User: ...


def maybe_user() -> Optional[User]: ...


def current_admin() -> Admin: ...


def get_session() -> Iterator[Session]:
    yield Session()


async def get_name() -> AsyncIterator[str]:
    yield ""


def untyped(): ...


def anything() -> Any: ...


def unknown() -> Unknown: ...


def number() -> int: ...


CurrentUser = Annotated[User, Depends(current_user)]
WrongUser = Annotated[Admin, Depends(current_user)]


@app.get("/bad")
def bad(
    maybe: User = Depends(maybe_user),
#          ^^^^ expect: TYP014/warning "`maybe` is declared `User`, but `maybe_user` may give None"
    admin: Annotated[Admin, Depends(current_user)] = None,  # expect: TYP014 "`admin` is declared `Admin`, but `current_user` gives `User` (and so in 1 more place)"
    name: int = Depends(get_name),  # expect: TYP014 "but `get_name` gives `str`"
    session: str = Depends(get_session),  # expect: TYP014
    wrong: WrongUser = None,
): ...


@app.get("/good")
def good(
    user: CurrentUser,
    base: User = Depends(current_admin),
    maybe: User | None = Depends(maybe_user),
    named: Named = Depends(current_user),
    session: Session = Depends(get_session),
    first: User = Depends(untyped),
    second: User = Depends(anything),
    third: User = Depends(unknown),
    ratio: float = Depends(number),
    anyone: Any = Depends(maybe_user),
    item: object = Depends(current_user),
    bare=Depends(current_user),
): ...
def never_none(token: str = "") -> Optional[User]:
    if not token:
        return User()
    try:
        user = load_user(token)
        return user
    except ValueError:
        return User()


def load_user(token: str) -> User: ...


def may_end(token: str = "") -> Optional[User]:
    if token:
        return User()


@app.get("/never")
def never(
    user: User = Depends(never_none),
    ended: User = Depends(may_end),  # expect: TYP014
    _: Admin = Depends(current_user),
) -> str:
    return f"{user} {ended}"
# --- app/users.py
from elsewhere import Base


class User: ...


class Admin(User): ...


class Unknown(Base): ...
