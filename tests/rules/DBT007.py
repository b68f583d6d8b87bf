# --- app/crud.py
from sqlalchemy.orm import Session

from app.db import Item, Order


def create_order(session: Session) -> Order:
    order = Order()
    session.add(order)
    session.commit()
    session.refresh(order)
    return order


def add_item(session: Session, order: Order) -> None:
    session.add(Item(order_id=order.id))
    session.commit()


def add_quietly(session: Session) -> None:
    session.add(Item())
    session.flush()


def maybe(session: Session, really: bool) -> None:
    if really:
        session.commit()


def never_called(session: Session) -> None:
    session.commit()
    session.commit()
def remember() -> None:
    with Session() as session:
        session.add(Item())
        session.commit()
# --- app/main.py
from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy.orm import Session

from app import crud
from app.crud import remember
from app.db import Item, Order, get_session

app = FastAPI()


@app.post("/a")
def direct(session: Session = Depends(get_session)) -> None:
    session.add(Order())
    session.commit()
    session.add(Item())
    session.commit()  # expect: DBT007 "`direct`"


@app.post("/b")
def through_helpers(session: Session = Depends(get_session)) -> None:
    order = crud.create_order(session)
    crud.add_item(session, order)  # expect: DBT007 "`crud.create_order`"


@app.post("/c")
def once(session: Session = Depends(get_session)) -> None:
    crud.add_quietly(session)
    crud.create_order(session)


@app.post("/d")
def either(kind: str, session: Session = Depends(get_session)) -> None:
    if kind == "a":
        crud.create_order(session)
    else:
        crud.create_order(session)
    crud.maybe(session, kind == "a")


@app.post("/e")
def handled(session: Session = Depends(get_session)) -> None:
    try:
        session.add(Order())
        session.commit()
    except ValueError:
        session.add(Item())
        session.commit()
        raise HTTPException(400) from None


@app.post("/f")
def in_loop(session: Session = Depends(get_session)) -> None:
    for _ in range(3):
        session.add(Order())
        session.commit()


@app.post("/h")
def own_sessions(session: Session = Depends(get_session)) -> None:
    crud.create_order(session)
    remember()


@app.post("/g")
def two_sessions(
    session: Session = Depends(get_session), other: Session = Depends(get_session)
) -> None:
    session.commit()
    other.commit()
