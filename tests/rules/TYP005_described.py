# What `response_model` describes may be any dictionary with texts as keys.
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel

app = FastAPI()


class Order(BaseModel):
    id: int


@app.get("/orders", response_model=Order)
async def order() -> dict:  # expect: TYP005 "`dict` does not say" "Write `dict[str, Any]`, with `from typing import Any`, or the type of what is returned where that has another one: `response_model` says what is in it."
    return {"id": 1}


@app.post("/orders", response_model=Order)
async def create(order: dict) -> Order:  # expect: TYP005 "`dict` does not say" "Name a model or a `TypedDict` in its place, one for all the places that this value goes through; where any key may come, `dict[K, V]`"
    return Order(id=order["id"])


# ---- what a dependency gives stays what it is, whatever the endpoint calls it
def current_user() -> dict[str, int]:
    return {"id": 1}


@app.get("/orders/mine")
async def mine(user: Annotated[dict, Depends(current_user)]) -> Order:  # expect: TYP005 "`dict` does not say" "name a `TypedDict` in its place, one for all the places that this value goes through: it is still a `dict` there"
    return Order(id=user["id"])


@app.get("/orders/last")
async def last(user: dict = Depends(current_user)) -> Order:  # expect: TYP005 "`dict` does not say" "name a `TypedDict` in its place"
    return Order(id=user["id"])


def document() -> str:
    found: dict = get_openapi(title="x", version="1", routes=app.routes)  # expect: TYP005 "`dict` does not say" "Leave the annotation out where what is called says its type; else write its type arguments."
    empty: dict = {}  # expect: TYP005 "`dict` does not say" "Write its type arguments"
    return str(found) + str(empty)
