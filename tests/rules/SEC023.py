from enum import Enum
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, FastAPI
from sqlalchemy import asc, desc, literal_column, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    total: Mapped[int]


class Account(Base):
    __tablename__ = "accounts"
    id: Mapped[int] = mapped_column(primary_key=True)
    password_hash: Mapped[str]


class Shape:
    color = "red"


class Field(str, Enum):
    id = "id"
    total = "total"


COLUMNS = {"id": Order.id, "total": Order.total}


def get_session():
    with Session() as session:
        yield session


@app.get("/text")
def by_text(sort: str, session: Session = Depends(get_session)) -> list:
    return session.execute(select(Order).order_by(text(sort))).all()  # expect: SEC023 "query parameter `sort`"


@app.get("/filter")
def by_filter(where: str, session: Session = Depends(get_session)) -> list:
    return session.query(Order).filter(text(where)).all()  # expect: SEC023


@app.get("/literal")
def by_literal(sort: str, session: Session = Depends(get_session)) -> list:
    return session.execute(select(Order).order_by(literal_column(sort))).all()  # expect: SEC023


def sorted_query(name: str, descending: bool):
    column = getattr(Order, name)  # expect: SEC023/warning "which attribute"
    return select(Order).order_by(desc(column) if descending else asc(column))


@app.get("/attribute")
def by_attribute(sort: str, descending: bool = False, session: Session = Depends(get_session)) -> list:
    return session.execute(sorted_query(sort, descending)).all()


@app.get("/accounts")
def accounts(sort: str, session: Session = Depends(get_session)) -> list:
    return session.execute(select(Account).order_by(getattr(Account, sort))).all()  # expect: SEC023/review


@app.get("/allowed")
def allowed(sort: str, session: Session = Depends(get_session)) -> list:
    query = select(Order).order_by(COLUMNS[sort])
    if sort in COLUMNS:
        query = query.order_by(getattr(Order, sort))
    if hasattr(Order, sort):
        query = query.order_by(getattr(Order, sort))
    return session.execute(query).all()


@app.get("/typed")
def typed(sort: Field, order: Literal["id", "total"], session: Session = Depends(get_session)) -> list:
    return session.execute(
        select(Order).order_by(getattr(Order, sort.value)).order_by(getattr(Order, order)).order_by(text(order))
    ).all()


@app.get("/shape")
def shape(name: str) -> str:
    return getattr(Shape, name)


@app.get("/bound")
def bound(name: str, session: Session = Depends(get_session)) -> list:
    return session.query(Order).filter(text("name = :name")).params(name=name).all()
