# --- app/main.py
from fastapi import FastAPI

from app import crud
from app.models import Customer, Item, Order
from app.schemas import CustomerIn, ItemCreate, OrderIn, Report

app = FastAPI()


@app.post("/orders")
def create(body: OrderIn):
    return Order(**body.model_dump())


@app.post("/customers")
def create_customer(body: CustomerIn):
    return crud.create(body)


@app.post("/items")
def create_item(item: ItemCreate):
    return Item.model_validate(item)


@app.post("/reports")
def report(body: Report): ...
# --- app/crud.py
from app.models import Customer
from app.schemas import CustomerIn


def create(body: CustomerIn) -> Customer:
    return Customer(name=body.name, email="x")
# --- app/schemas.py
from typing import Literal, Optional

from pydantic import BaseModel, EmailStr, Field, field_validator
from sqlmodel import SQLModel


class OrderIn(BaseModel):
    sku: str  # expect: VAL027 "`OrderIn.sku` takes text of any length, its column holds 20" "`Field(max_length=20)`, from `pydantic`."
    title: str = Field(max_length=200)  # expect: VAL027 "takes 200 characters, its column holds 100"
    note: Optional[str] = None  # expect: VAL027 "`OrderIn.note` may be None, its column may not"
    kind: Literal["a", "b"]
    code: str = Field(pattern="^[a-z]{3}$")
    short: str = Field(max_length=10)
    text: str
    status: str | None = None
    email: EmailStr
    checked: str
    other: str

    @field_validator("checked")
    @classmethod
    def check(cls, value: str) -> str:
        return value[:10]


class CustomerIn(BaseModel):
    name: str  # expect: VAL027
    email: str


class Shared(SQLModel):
    name: str = Field(max_length=255)


class ItemCreate(Shared):
    label: str = "x"  # expect: VAL027
    first: str | None = Field(None, max_length=5)
    second: str | None = None


class Report(BaseModel):
    sku: str
# --- app/models.py
from sqlalchemy import Column, Integer, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlmodel import Field

from app.schemas import Shared


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"

    id: Mapped[int] = mapped_column(primary_key=True)
    sku: Mapped[str] = mapped_column(String(20))
    title = Column(String(length=100), nullable=False)
    note: Mapped[str]
    kind: Mapped[str] = mapped_column(String(1))
    code: Mapped[str] = mapped_column(String(3))
    short: Mapped[str] = mapped_column(String(10))
    text = Column(Text)
    status: Mapped[str] = mapped_column(server_default="new")
    email: Mapped[str] = mapped_column(String(100))
    checked: Mapped[str] = mapped_column(String(10))


class Customer(Base):
    __tablename__ = "customers"

    id: Mapped[int] = mapped_column(primary_key=True)
    name = Column(String(50))
    email = Column(String(50))


class Item(Shared, table=True):
    id: int | None = Field(default=None, primary_key=True)
    label: str = Field(max_length=10)
    first: str = Field(sa_column=Column(String(5), nullable=True))
    second: str = Field(nullable=True)
