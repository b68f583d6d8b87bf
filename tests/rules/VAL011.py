# --- app/main.py
from typing import Annotated

from fastapi import Depends, FastAPI, Form, Query

from app.schemas import (
    Answer,
    Closed,
    Dynamic,
    Filters,
    Keyworded,
    Legacy,
    Nested,
    Order,
    StripeEvent,
    Unset,
)

app = FastAPI()


@app.post("/orders", response_model=Answer)
def create(order: Order, nested: Nested, closed: Closed, unset: Unset) -> Answer: ...


@app.put("/legacy")
def legacy(body: Legacy) -> None: ...


@app.put("/keyworded")
async def keyworded(body: list[Keyworded]) -> None: ...


@app.get("/search")
def search(filters: Annotated[Filters, Query()], dynamic: Dynamic = Depends()) -> None: ...


@app.post("/stripe")
def stripe(event: StripeEvent) -> None: ...
# --- app/schemas.py
from pydantic import BaseModel, ConfigDict, Extra


class Open(BaseModel):
    model_config = ConfigDict(extra="allow")
    #                               ^^^^^^^ expect: VAL011/review "`Order` and 1 other request models"
    # fixed: model_config = ConfigDict(extra="forbid")


class Order(Open):
    sku: str


class Line(Open):
    amount: int


class Nested(BaseModel):
    lines: list[Line]


class Closed(Open):
    model_config = ConfigDict(extra="forbid")

    sku: str


class Unset(BaseModel):
    sku: str


class Answer(BaseModel):
    model_config = ConfigDict(extra="allow")

    id: int


class Legacy(BaseModel):
    sku: str

    class Config:
        extra = Extra.allow  # expect: VAL011
        # fixed: extra = Extra.forbid


class Keyworded(BaseModel, extra='allow'):  # expect: VAL011 "`Keyworded` takes whatever fields"
    sku: str


class Filters(BaseModel):
    model_config = {"extra": "allow"}  # expect: VAL011

    q: str


class Dynamic(BaseModel):
    model_config = {"extra": "ignore"}

    q: str


class StripeEvent(BaseModel):
    model_config = ConfigDict(extra="allow")

    id: str


class Unused(BaseModel):
    model_config = ConfigDict(extra="allow")
