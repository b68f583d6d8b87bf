# --- app/models.py
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "customers"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    orders: Mapped[list["Order"]] = relationship(back_populates="customer")


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
    customer: Mapped[Customer] = relationship(back_populates="orders")
    shop: Mapped["Shop"] = relationship(lazy="selectin")


class Shop(Base):
    __tablename__ = "shops"
    id: Mapped[int] = mapped_column(primary_key=True)
# --- app/crud.py
from sqlalchemy.orm import Session

from app.models import Customer


def customer(session: Session, customer_id: int) -> Customer:
    return session.get(Customer, customer_id)


def label(customer_id: int) -> str:
    return f"C{customer_id}"
# --- app/main.py
import psycopg2
from fastapi import Depends, FastAPI
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session, selectinload

from app import crud
from app.models import Customer, Order

app = FastAPI()


def direct(session: Session) -> None:
    for order in session.query(Order).all():
        session.get(Customer, order.customer_id)  # expect: DBT009 "`session.get`"
    orders = session.execute(select(Order)).scalars().all()
    for order in orders:
        session.query(Customer).filter(Customer.id == order.customer_id).first()  # expect: DBT009
    for order in session.scalars(select(Order)):
        print(session.scalar(select(Customer).where(Customer.id == order.customer_id)))  # expect: DBT009
    names = [session.get(Customer, order.customer_id) for order in orders]  # expect: DBT009
    for order in orders:
        crud.customer(session, order.customer_id)  # expect: DBT009 "`crud.customer`"


def attributes(session: Session) -> None:
    orders = session.query(Order).all()
    for order in orders:
        print(order.customer.name)  # expect: DBT009 "`order.customer`"
    print([len(customer.orders) for customer in session.query(Customer)])  # expect: DBT009
    for order in orders:
        print(order.id, order.shop.id, crud.label(order.id))
    for order in session.query(Order).options(selectinload(Order.customer)).all():
        print(order.customer.name)
    query = select(Order).options(selectinload(Order.customer))
    for order in session.scalars(query).all():
        print(order.customer.name)


def fine(session: Session, ids: list[int]) -> None:
    for number in ids:
        session.get(Order, number)
    orders = session.query(Order).all()
    for order in orders:
        session.execute(update(Order).where(Order.id == order.id).values(id=1))
        order.id = 2
    for order in orders:
        session.query(Customer).first()
    found = session.scalars(select(Customer).where(Customer.id.in_([o.id for o in orders])))
    print({customer.id: customer for customer in found})


async def asynchronous(session: AsyncSession) -> None:
    orders = (await session.execute(select(Order))).scalars().all()
    for order in orders:
        await session.get(Customer, order.customer_id)  # expect: DBT009


def with_cursor() -> None:
    connection = psycopg2.connect("dbname=app")
    cursor = connection.cursor()
    cursor.execute("select id from orders")
    for row in cursor.fetchall():
        cursor.execute("select name from customers where id = %s", (row[0],))  # expect: DBT009
    for row in cursor.fetchall():
        cursor.execute("update orders set seen = true where id = %s", (row[0],))
