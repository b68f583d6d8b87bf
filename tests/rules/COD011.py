import builtins
import os

from fastapi import APIRouter, HTTPException

router = APIRouter()


class OrderError(Exception):
    pass


def ship(order) -> None:
    if not order:
        raise Exception("no order")
#             ^^^^^^^^^^^^^^^^^^^^^ expect: COD011 "`Exception` can be caught only"
    if order.paid:
        raise BaseException  # expect: COD011
    if order.sent:
        raise builtins.Exception(f"order {order}") from None  # expect: COD011
    raise Exception  # expect: COD011


@router.get("/orders")
async def read() -> dict:
    if os.environ.get("X"):
        raise RuntimeError("no")  # expect: COD011 "`read` raises RuntimeError"

    def inner() -> None:
        raise RuntimeError("x")

    inner()
    raise HTTPException(404)


def start(order) -> None:
    if "DATABASE_URL" not in os.environ:
        raise RuntimeError("DATABASE_URL is not set")
    try:
        ship(order)
    except Exception:
        raise
    try:
        ship(order)
    except Exception as error:
        raise error
    raise OrderError("x")


def chosen(error: type[Exception]) -> None:
    raise error()
# --- app/own.py
class Exception(ValueError):
    pass


def run() -> None:
    raise Exception("x")
# --- scripts/run.py
raise Exception("x")
# --- tests/test_x.py
def test_x() -> None:
    raise Exception("x")
