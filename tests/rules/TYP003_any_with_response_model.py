# FastAPI's documented idiom: `-> Any` where `response_model` says what is given.
# --- app/main.py
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


@app.get("/items", response_model=list[Item])
def items() -> Any:
    return [{"name": "x"}]
# --- app/service.py
from typing import Any


def load(name: str) -> Any:  # expect: TYP003
    return name
