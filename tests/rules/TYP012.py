# --- app/main.py
from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import Depends, FastAPI

if TYPE_CHECKING:
    from fastapi import Request
    from sqlalchemy.orm import Session

    from app.models import Helper, Order
    from app.users import User

app = FastAPI()


def get_session() -> Session: ...


def limit(request: Request) -> None:  # expect: TYP012 "`Request` is imported for type checkers only, but FastAPI reads the annotations of `limit`"
    ...


@app.post("/orders", dependencies=[Depends(limit)])
def create(order: Order, session: Session = Depends(get_session)) -> None:
#                 ^^^^^ expect: TYP012/critical
    ...


@app.get("/me", response_model=None)
def me(user: Annotated[User, Depends(get_session)], mode: Literal["Helper"] = "Helper") -> Helper:  # expect: TYP012 "`User`"
    ...


@app.put("/orders")
def update(order: Order) -> None: ...


def helper(value: Helper) -> Helper: ...
# --- app/models.py
from typing import TYPE_CHECKING, ClassVar, Optional

from pydantic import BaseModel
from sqlmodel import Relationship, SQLModel

if TYPE_CHECKING:
    from datetime import date
    # fixed: from datetime import date

if TYPE_CHECKING:
    from app.address import Address, Street

if TYPE_CHECKING:
    from app.loop import Loop


class Order(BaseModel):
    placed: "Optional[date]" = None  # expect: TYP012 "Pydantic reads the annotations of `Order`"
    shipped: "date"
    address: "Address"  # expect: TYP012
    counter: ClassVar["Street"]


class Looped(BaseModel):
    loop: "Loop"  # expect: TYP012


class Team(SQLModel, table=True):
    streets: list["Street"] = Relationship()


class Plain:
    street: "Street"


class Helper(BaseModel):
    street: "Street"


Helper.model_rebuild()
# --- app/loop.py
from app.models import Order


class Loop(Order): ...
# --- app/address.py
from pydantic import BaseModel


class Address(BaseModel): ...


class Street(BaseModel): ...
# --- app/users.py
class User: ...
