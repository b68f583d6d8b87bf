# What `response_model` describes may be any dictionary with texts as keys.
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Order(BaseModel):
    id: int


@app.get("/orders", response_model=Order)
async def order() -> dict:  # expect: TYP005 "`dict` does not say" "Write `dict[str, Any]`, with `from typing import Any`: `response_model` says what is in it."
    return {"id": 1}


@app.post("/orders", response_model=Order)
async def create(order: dict) -> Order:  # expect: TYP005 "`dict` does not say" "name a model or a `TypedDict` in its place"
    return Order(id=order["id"])
