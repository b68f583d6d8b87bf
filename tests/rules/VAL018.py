# --- app/main.py
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any

from fastapi import FastAPI, Request
from pydantic import BaseModel, SkipValidation, field_validator

app = FastAPI()


class Order(BaseModel):
    sku: str
    note: SkipValidation[str] = ""
#         ^^^^^^^^^^^^^^ expect: VAL018/review "`Order.note` of a request is not validated"
    blob: Annotated[dict, SkipValidation] = {}  # expect: VAL018
    tags: Annotated[list[str], SkipValidation()] = []  # expect: VAL018
    frozen: Annotated[Mapping[str, int], SkipValidation()] = MappingProxyType({})
    free: Annotated[Mapping[str, object], SkipValidation()] = {}
    anything: SkipValidation[Any] = None

    @field_validator("frozen", mode="before")
    @classmethod
    def freeze(cls, value: Mapping[str, int]) -> Mapping[str, int]:
        return MappingProxyType(dict(value))


class Row(BaseModel):
    sku: str
    note: SkipValidation[str] = ""


@app.post("/orders")
async def create(request: Request):
    data = await request.json()
    return Order.model_construct(**data)  # expect: VAL018/review "`Order.model_construct` makes a model"
    # fixed: return Order.model_validate(data)


@app.post("/dict")
def from_dict(body: dict):
    return Row.construct(**body)  # expect: VAL018
    # fixed: return Row.model_validate(body)


@app.post("/named")
def named(body: dict):
    return Row.model_construct(sku=body["sku"])  # expect: VAL018


@app.post("/validated")
def validated(order: Order) -> Row:
    return Row.model_construct(sku=order.sku)


@app.post("/dumped")
def dumped(order: Order) -> Row:
    return Row.model_construct(**order.model_dump())


def from_row(row: Any) -> Row:
    return Row.model_construct(**row)


@app.get("/constant")
def constant() -> Row:
    return Row.model_construct(sku="x")
