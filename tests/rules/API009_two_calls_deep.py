# Raised in a repository's helper; documented at one include, and not at the other router.
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from app import invoices, orders
from app.errors import OutOfStock

app = FastAPI()
app.include_router(orders.router, responses={404: {"description": "No such order"}})
app.include_router(invoices.router)


@app.exception_handler(OutOfStock)
def on_out_of_stock(request: Request, exc: OutOfStock) -> JSONResponse:
    return JSONResponse({"detail": "out of stock"}, status_code=409)
# --- app/orders.py
from fastapi import APIRouter

from app.services import find

router = APIRouter(prefix="/orders")


@router.get("/{key}")
def read_order(key: int) -> int:
    return find(key)
# --- app/invoices.py
from fastapi import APIRouter

from app.services import Shop, find

router = APIRouter(prefix="/invoices")


@router.get("/{key}")  # expect: API009/warning "`read_invoice` (`GET /invoices/{key}`) can answer 404, which"
# fixed: @router.get("/{key}", responses={404: {"description": "Not Found"}})
def read_invoice(key: int) -> int:
    return find(key)


@router.post("/{key}")  # expect: API009 "can answer 409 and 423"
def write_invoice(key: int) -> int:
    shop = Shop()
    return shop.reserve(key)
# --- app/services.py
from app.errors import Locked, OutOfStock
from app.repository import get


def find(key: int) -> int:
    return get(key)


class Shop:
    def reserve(self, key: int) -> int:
        if key > 10:
            raise OutOfStock(key)
        if key > 5:
            raise Locked
        return key
# --- app/repository.py
from fastapi import HTTPException, status


def get(key: int) -> int:
    if key < 0:
        raise HTTPException(status.HTTP_404_NOT_FOUND)
    return key
# --- app/errors.py
from fastapi import HTTPException


class OutOfStock(Exception):
    pass


class Locked(HTTPException):
    def __init__(self) -> None:
        super().__init__(status_code=423, detail="locked")
