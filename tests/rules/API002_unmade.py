# Nobody reads the documentation yet where its making fails; once that is mended everybody does.
# rules: TYP012
from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPBearer

if TYPE_CHECKING:
    from app.models import Order

bearer = HTTPBearer()


def user(token=Depends(bearer)) -> str:
    if token.credentials != "x":
        raise HTTPException(401)
    return "me"


app = FastAPI()  # expect: API002 "that need a login, once `/openapi.json` no longer answers 500 (TYP012)"


@app.get("/orders")
def orders(name: str = Depends(user)) -> list[Order]:  # expect: TYP012 "makes the response model"
    return [name]
# --- other/main.py
from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPBearer

if TYPE_CHECKING:
    from app.models import Order

bearer = HTTPBearer()


def user(token=Depends(bearer)) -> str:
    if token.credentials != "x":
        raise HTTPException(401)
    return "me"


app = FastAPI()  # expect: API002


@app.get("/orders", response_model=list[str])
def orders(name: str = Depends(user)) -> list[Order]:
    return [name]


@app.get("/hidden", include_in_schema=False)
def hidden(name: str = Depends(user)) -> list[Order]:  # expect: TYP012
    return [name]
# --- app/models.py
from pydantic import BaseModel


class Order(BaseModel):
    sku: str
