# What a request leads to far away from its handler is rarely what it is for.
# --- app/main.py
from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from app.service import cancel_order, list_folders

app = FastAPI()


@app.get("/orders/{order_id}/cancel")
def cancel(order_id: int, db: Session = Depends(Session)) -> None:  # expect: SEC069/warning
    cancel_order(db, order_id)


@app.get("/folders")
def folders(db: Session = Depends(Session)) -> list[str]:  # expect: SEC069/suggestion
    return list_folders(db)
# --- app/service.py
from sqlalchemy.orm import Session

from app.db import Connector, Order


def cancel_order(db: Session, order_id: int) -> None:
    delete_order(db, order_id)


def delete_order(db: Session, order_id: int) -> None:
    db.delete(db.get(Order, order_id))


def list_folders(db: Session) -> list[str]:
    return children(db)


def children(db: Session) -> list[str]:
    return answer(db, "/children")


def answer(db: Session, path: str) -> list[str]:
    if path:
        db.add(Connector(failed=True))
    return []
# --- app/db.py
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)


class Connector(Base):
    __tablename__ = "connectors"
    id: Mapped[int] = mapped_column(primary_key=True)
    failed: Mapped[bool]
