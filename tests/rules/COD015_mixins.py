# A class of columns without bases becomes no table by itself: one that nothing names is of no use.
# --- app/models.py
from datetime import datetime

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class TimestampMixin:
    created_at: Mapped[datetime] = mapped_column(default=datetime.now)


class SoftDeleteMixin:  # expect: COD015/suggestion "Class `SoftDeleteMixin` is used nowhere"
    is_deleted: Mapped[bool] = mapped_column(default=False)


class Order(TimestampMixin, Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)


class Invoice(Base):
    __tablename__ = "invoices"
    id: Mapped[int] = mapped_column(primary_key=True)
# --- app/main.py
from fastapi import FastAPI

from app.models import Order

app = FastAPI()


@app.get("/orders/{order_id}")
def read(order_id: int) -> str:
    return str(Order.id)
# --- requirements.txt
fastapi==0.115.2
sqlalchemy==2.0.36
