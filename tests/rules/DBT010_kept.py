# --- app/models.py
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
# --- app/main.py
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from app.models import Order

engine = create_async_engine("postgresql+asyncpg:///app")
sessions = async_sessionmaker(engine, expire_on_commit=False)


async def committed(session: AsyncSession) -> int:
    order = Order(id=1)
    session.add(order)
    await session.commit()
    return order.id
