# --- app/main.py
from typing import Annotated

from fastapi import Depends, FastAPI, Query

from app import schemas
from app.schemas import Created, Filters, Fine, Nested, Order, Parcel

app = FastAPI()


def current_user() -> schemas.User:
    return schemas.User(name="x")


@app.post("/orders", response_model=Created)
def create(order: Order, parcel: Parcel, user: Annotated[schemas.User, Depends(current_user)]):
    return order


@app.get("/orders")
async def find(filters: Annotated[Filters, Query()]) -> list[schemas.Row]:
    return []


@app.put("/fine")
def fine(body: Fine, other: schemas.Listed) -> None: ...
# --- app/schemas.py
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, computed_field
from typing_extensions import Doc

from app.helpers import described

Name = Annotated[str, Field(description="A name")]


class Base(BaseModel):  # expect: VAL009 "The only field of `Base` has no description"
    id: int


class Nested(BaseModel):  # expect: VAL009
    street: str


class Order(Base):  # expect: VAL009 "3 of the 5 fields that `Order` adds have no description in the API's documentation: `sku`, `amount`, `address`"
    sku: str
    amount: int = Field(gt=0, title="Amount")
    address: Nested
    name: Name
    note: str = Field("", description="What to tell the courier")


class Parcel(BaseModel):  # expect: VAL009 "1 of the 2 fields of `Parcel` has no description in the API's documentation: `weight`"
    weight: int
    note: str = Field("", description="What to tell the courier")


class Created(BaseModel):  # expect: VAL009
    id: int


class Filters(BaseModel):  # expect: VAL009
    q: str = ""


class Row(BaseModel):  # expect: VAL009 "None of the 6 fields of `Row` has a description in the API's documentation: `a`, `b`, `c`, `d`, `e` and 1 more"
    a: int
    b: int
    c: int
    d: int
    e: int
    f: int


class Fine(BaseModel):
    model_config = ConfigDict(use_attribute_docstrings=True)

    kind: Literal["fine"]
    limit: ClassVar[int] = 3
    _cache: dict = PrivateAttr(default_factory=dict)
    a: int
    """What a is."""
    b: Annotated[int, Doc("What b is")]
    c: Annotated[int, Field(description="What c is")] = 3
    d: int = described("d")
    hidden: str = Field("", exclude=True)

    @computed_field
    def e(self) -> int:
        return 1


class Listed(BaseModel):
    """An order.

    Attributes:
        sku: What is ordered.
        amount (int): How much of it.
    """

    sku: str
    amount: int


class User(BaseModel):
    name: str


class Internal(BaseModel):
    name: str
# --- app/helpers.py
from pydantic import Field


def described(name: str):
    return Field(description=name)
