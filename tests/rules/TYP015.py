# --- app/main.py
from typing import Any

from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, model_validator

from elsewhere import cached

app = FastAPI()


class Item(BaseModel):
    id: int
    name: str
    note: str = ""
    tags: list[str] = Field(default_factory=list)


class Aliased(BaseModel):
    item_id: int = Field(alias="itemId")


class ByName(BaseModel):
    model_config = ConfigDict(populate_by_name=True)

    item_id: int = Field(alias="itemId")


class Lenient(BaseModel):
    id: int

    @model_validator(mode="before")
    @classmethod
    def fill(cls, data: Any) -> Any:
        return {"id": 1}


class Row(BaseModel):
    id: int


class FullRow(Row):
    name: str


class Special(Item):
    extra: int = 0


@app.get("/a", response_model=Item)
def a(short: bool):
    if short:
        return {"id": 1}
#              ^^^^^^^^^ expect: TYP015/critical "`GET /a` is to give a `Item`, and this has no `name`"
    return {"id": 1, "name": "x"}


@app.get("/b")
def b() -> Item:
    return None  # expect: TYP015 "returns None"


@app.get("/c", response_model=Aliased)
def c():
    return {"item_id": 1}  # expect: TYP015 "has no `item_id`"


@app.get("/d", response_model=Item)
def d():
    return Row(id=1)  # expect: TYP015 "has no `name`"


@app.get("/e", response_model=Item)
def e():
    return []  # expect: TYP015 "returns a list"


@app.get("/good", response_model=Item)
def good(kind: int, key: str):
    if kind == 1:
        return FullRow(id=1, name="x")
    if kind == 2:
        return Special(id=1, name="x")
    if kind == 3:
        return {"id": 1, key: "x"}
    if kind == 4:
        return {**load(), "id": 1}
    if kind == 5:
        return JSONResponse({})
    if kind == 6:
        return Response()
    return load()


@app.get("/alias", response_model=Aliased)
def alias():
    return {"itemId": 1}


@app.get("/name", response_model=ByName)
def name():
    return {"item_id": 1}


@app.get("/lenient", response_model=Lenient)
def lenient():
    return {}


@app.get("/list", response_model=list[Item])
def items():
    return []


@app.get("/optional", response_model=Item | None)
def optional():
    return None


@app.get("/wrapped", response_model=Item)
@cached
def wrapped():
    return {}


@app.get("/nested", response_model=Item)
def nested():
    def inner():
        return {}

    return inner()


def load() -> dict: ...
