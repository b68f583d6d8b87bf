# --- app/main.py
from fastapi import FastAPI
from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import select

from app.models import Order

app = FastAPI()


@app.get("/a")
async def a(session: Session):
    first = session.query(Order).all()  # expect: SEC096/warning "`a` reads all rows of `Order`"
    second = session.query(Order).order_by(Order.id).all()  # expect: SEC096
    third = (await session.execute(select(Order))).scalars().all()  # expect: SEC096
    statement = select(Order).order_by(Order.id)
    fourth = session.exec(statement).all()  # expect: SEC096
    return [first, second, third, fourth]


@app.get("/b")
def b(session: Session, cursor, owner: int, items: list[bool]):
    session.query(Order).limit(10).all()
    session.query(Order).filter(Order.owner == owner).all()
    session.exec(select(Order).where(Order.owner == owner)).all()
    session.exec(select(func.count())).all()
    session.query(Order.id, Order.owner).all()
    statement = select(Order)
    if owner:
        statement = statement.where(Order.owner == owner)
    session.exec(statement).all()
    cursor.fetchall()
    return all(items)


def helper(session: Session):
    return session.query(Order).all()
# --- app/models.py
from sqlmodel import SQLModel


class Order(SQLModel, table=True):
    id: int
    owner: int
