# --- app/models.py
from sqlalchemy import ForeignKey
from sqlalchemy.ext.asyncio import AsyncAttrs
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(AsyncAttrs, DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "customers"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
    customer: Mapped[Customer] = relationship()
    shop: Mapped[Customer] = relationship(lazy="joined")
# --- app/db.py
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

engine = create_async_engine("postgresql+asyncpg:///app")
sessions = async_sessionmaker(engine)
# --- app/main.py
from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session, selectinload

from app.db import get_session, sessions
from app.models import Customer, Order

app = FastAPI()


async def relationships(session: AsyncSession, order_id: int) -> None:
    order = await session.get(Order, order_id)
    print(order.customer.name)  # expect: DBT010 "`order.customer` is not loaded"
    print(order.id, order.shop.name)
    print((await order.awaitable_attrs.customer).name)
    found = (await session.execute(select(Order).where(Order.id == order_id))).scalar_one()
    print(found.customer)  # expect: DBT010
    for one in await session.scalars(select(Order)):
        print(one.customer)  # expect: DBT010
    eager = await session.get(Order, order_id, options=[selectinload(Order.customer)])
    print(eager.customer)
    query = select(Order).options(selectinload(Order.customer))
    loaded = (await session.execute(query)).scalars().first()
    print(loaded.customer)


async def refreshed(session: AsyncSession, order_id: int) -> None:
    order = await session.get(Order, order_id)
    await session.refresh(order, ["customer"])
    print(order.customer)


def synchronous(session: Session) -> None:
    order = session.get(Order, 1)
    print(order.customer)


async def committed(session: AsyncSession) -> int:
    order = Order(id=1)
    session.add(order)
    await session.commit()
    return order.id  # expect: DBT010 "behind the commit"


async def committed_and_refreshed(session: AsyncSession) -> int:
    order = Order(id=1)
    session.add(order)
    await session.commit()
    await session.refresh(order)
    return order.id


async def read_before(session: AsyncSession) -> int:
    order = Order(id=1)
    session.add(order)
    await session.flush()
    number = order.id
    await session.commit()
    return number


async def another(session: AsyncSession, customer: Customer) -> str:
    session.add(Order(id=1))
    await session.commit()
    return customer.name


@app.post("/orders")
async def returned(session: AsyncSession = Depends(get_session)) -> Order:
    order = Order(id=1)
    session.add(order)
    await session.commit()
    return order  # expect: DBT010 "`order` is read behind the commit"


async def returned_to_caller(session: AsyncSession) -> Order:
    order = Order(id=1)
    session.add(order)
    await session.commit()
    return order


async def own() -> None:
    async with sessions() as session:
        order = await session.get(Order, 1)
        await session.commit()
        print(order.id)  # expect: DBT010
