# --- app/main.py
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, Header

from app.db import Session

app = FastAPI()


def get_db() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    finally:
        session.close()


@contextmanager
def session_scope() -> Iterator[Session]:
    yield Session()


def get_name(authorization: str = Header()) -> str:
    return authorization


def get_user(db: Session = Depends(get_db), name: str = Depends(get_name)) -> str:
    return db.user(name)


def get_limit(limit: int = 10) -> int:
    return limit


@app.get("/a", dependencies=[Depends(get_user)])
def a(db: Annotated[Session, Depends(get_db)]) -> str:
    return db.a()


@app.get("/b")
def b(user: str = Depends(get_user), limit: int = Depends(get_limit)) -> str:
    return user


def report() -> str:
    db = get_db()  # expect: COD021 "`get_db()` gives a generator here"
    return db.a()


def by_hand() -> str:
    db = next(get_db())
    return db.a()


def stepped() -> str:
    generator = get_db()
    db = next(generator)
    generator.close()
    return db.a()


def looped() -> str:
    for db in get_db():
        return db.a()
    return ""


def scoped() -> str:
    with session_scope() as db:
        return db.a()


def half(db: Session) -> str:
    return get_user(db)  # expect: COD021 "without `name`, whose default is `Depends(get_name)` itself"


def whole(db: Session) -> str:
    return get_user(db, name="me") + str(get_limit())


def key_of(name: str | None) -> str:
    if isinstance(name, str) and name:
        return bearer(name)
    return ""


def bearer(name: str) -> str:
    return name.removeprefix("Bearer ")


def get_key(name: str = Depends(get_name), limit: int = Depends(get_limit)) -> str:
    if not isinstance(limit, int):
        limit = 10
    return key_of(name)[:limit]


def get_length(name: str = Depends(get_name)) -> int:
    if isinstance(name, str):
        return len(name)
    return len(name.title())


@app.get("/c", dependencies=[Depends(get_key), Depends(get_length)])
def c() -> str:
    return get_key()  # Both are asked for their types.


def length() -> int:
    return get_length()  # expect: COD021 "`get_length()` is called without `name`"


def in_body() -> str:
    db = Depends(get_db)  # expect: COD021 "`Depends(get_db)` is no value in the body of `in_body`"
    return db.a()


def guard():
    marker = Depends(get_user)
    return marker


# --- app/db.py
from typing import Any

Session: Any = None
