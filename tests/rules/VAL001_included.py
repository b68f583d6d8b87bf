# Who includes a router decides whether a client can send anything to its endpoints.
# --- service/app/__init__.py
# --- service/app/main.py
# Started by `cd service/app && uvicorn main:app`.
from fastapi import FastAPI

from api.routes import orders

app = FastAPI()
app.include_router(orders.router)
# --- service/app/api/__init__.py
# --- service/app/api/routes/__init__.py
# --- service/app/api/routes/orders.py
from fastapi import APIRouter

from core.store import keep

router = APIRouter()


@router.post("/orders")
def order(data: dict) -> None:  # expect: VAL001 "POST /orders"
    keep(data)
# --- service/app/api/routes/archive.py
# Nothing includes it.
from fastapi import APIRouter

router = APIRouter()


@router.post("/archive")
def archive(data: dict) -> None:
    keep(data)
# --- service/app/core/__init__.py
# --- service/app/core/store.py
def keep(data: dict) -> None: ...
