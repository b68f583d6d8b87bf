from fastapi import Depends, FastAPI, HTTPException

from app.services.deps import current_user
from app.services.orders import load

app = FastAPI()


@app.get("/a", dependencies=[Depends(current_user)])
def a(order_id: int) -> int:
    if order_id > 10:
        raise HTTPException(404)
    return load(order_id)
# --- app/services/orders.py
from app.errors import NotFound, OrderError


def load(order_id: int) -> int:
    if order_id < 0:
        raise NotFound()  # expect: COD026 "`load` raises an HTTP error below the layer that speaks HTTP, as does 1 more place"
    if order_id > 5:
        raise NotFound()
    raise OrderError
# --- app/services/deps.py
from fastapi import HTTPException


def current_user(token: str) -> str:
    if not token:
        raise HTTPException(401)
    return token
# --- app/services/uploads.py
from typing import Annotated

from fastapi import Header, HTTPException, UploadFile


def check_size(file: UploadFile | str) -> None:
    raise HTTPException(413)


def by_key(x_api_key: Annotated[str | None, Header()] = None) -> None:
    raise HTTPException(403)
# --- app/item_repository.py
from fastapi import HTTPException


class ItemRepository:
    def get(self, key: int) -> int:
        raise HTTPException(404)  # expect: COD026
# --- app/errors.py
from fastapi import HTTPException


class NotFound(HTTPException):
    def __init__(self) -> None:
        super().__init__(404)


class OrderError(Exception):
    pass
# --- app/helpers.py
from fastapi import HTTPException


def fail() -> None:
    raise HTTPException(400)
# --- app/a.py
# --- app/b.py
# --- app/c.py
