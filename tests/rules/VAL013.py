# --- app/main.py
from typing import Annotated

from fastapi import Depends, FastAPI

from app.models import Account, Item, ItemCreate, ItemPublic, Plain, current_account

app = FastAPI()


@app.post("/items", response_model=ItemPublic)
def create(item: Item):  # expect: VAL013/review "`POST /items` takes the table `Item` as its body"
    return item


@app.put("/items/{item_id}", response_model=ItemPublic)
def update(item_id: int, item: ItemCreate) -> Item:
    return Item(**item.model_dump())


@app.get("/items")
def find() -> list[Item]:  # expect: VAL013/warning "`GET /items` gives all columns of the table `Item`"
    return []


@app.get("/items/{item_id}", response_model=Item | None)
def show(item_id: int):
    return None


@app.get("/items/public", response_model=list[ItemPublic])
def public(account: Annotated[Account, Depends(current_account)]) -> list[Item]:
    return []


@app.get("/account", response_model=None)
def account(account: Annotated[Account, Depends(current_account)]) -> Account:
    return account


@app.get("/plain")
def plain() -> Plain: ...
# --- app/models.py
from datetime import datetime

from pydantic import BaseModel
from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlmodel import Field, SQLModel


class Base(DeclarativeBase):
    pass


class Account(Base):
    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    name = Column(String(20))


class ItemCreate(SQLModel):
    name: str = Field(max_length=255)


class Item(ItemCreate, table=True):
    id: int | None = Field(default=None, primary_key=True)
    owner_id: int


class ItemPublic(ItemCreate):
    id: int


class Plain(BaseModel):
    name: str
    created: datetime


def current_account() -> Account: ...
