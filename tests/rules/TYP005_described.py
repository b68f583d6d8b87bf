# What `response_model` describes may be any dictionary with texts as keys.
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel

app = FastAPI()


class Order(BaseModel):
    id: int


@app.get("/orders", response_model=Order)
async def order() -> dict:  # expect: TYP005 "`dict` does not say" "Write `dict[str, Any]`, with `from typing import Any`, or the type of what is returned where that has another one: `response_model` says what is in it."
    return {"id": 1}


@app.post("/orders", response_model=Order)
async def create(order: dict) -> Order:  # expect: TYP005 "`dict` does not say" "name a model or a `TypedDict` in its place"
    return Order(id=order["id"])


def document() -> str:
    found: dict = get_openapi(title="x", version="1", routes=app.routes)  # expect: TYP005 "`dict` does not say" "Leave the annotation out where what is called says its type; else write its type arguments."
    empty: dict = {}  # expect: TYP005 "`dict` does not say" "Write its type arguments"
    return str(found) + str(empty)
