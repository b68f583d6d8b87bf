# --- app/main.py
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from app.db import Order, get_begun, get_committed, get_db, session_context
from app.service import create_order, delete_order
from elsewhere import store

app = FastAPI()
Db = Annotated[Session, Depends(get_db)]


@app.post("/a")
def a(db: Db) -> None:
    db.add(Order())  # expect: DBT002/warning "What `db.add` does is never committed"
    db.flush()


@app.delete("/b")
def b(db: Db) -> None:
    delete_order(db)


@app.post("/c")
def c(db: Db) -> None:
    db.add(Order())
    db.commit()


@app.post("/d")
def d(db: Db) -> None:
    create_order(db)


@app.post("/e")
def e(db: Annotated[Session, Depends(get_committed)]) -> None:
    db.add(Order())


@app.post("/f")
def f(db: Annotated[Session, Depends(get_begun)]) -> None:
    db.add(Order())


@app.post("/g")
def g(db: Db) -> None:
    db.add(Order())
    store(db)


@app.get("/h")
def h(db: Db) -> None:
    db.add(Order())


@app.post("/j")
def j() -> None:
    with session_context(begin_transaction=True) as db:
        db.add(Order())


@app.post("/i")
def i(items: set) -> None:
    items.add(1)
# --- app/service.py
from sqlalchemy.orm import Session

from app.db import Order


def delete_order(db: Session) -> None:
    db.delete(Order())  # expect: DBT002


def create_order(db: Session) -> None:
    db.add(Order())
    finish(db)


def finish(db: Session) -> None:
    db.commit()
# --- app/db.py
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

SessionLocal = sessionmaker(bind=create_engine("postgresql://app@localhost/app"))


class Order(DeclarativeBase): ...


def get_db():
    with SessionLocal() as session:
        yield session


def get_committed():
    with SessionLocal() as session:
        yield session
        session.commit()


def get_begun():
    with SessionLocal.begin() as session:
        yield session


def session_context(begin_transaction: bool = False) -> Session: ...
