# One router at two prefixes: who tries its endpoints at one has tried them.
# --- app/routes.py
from fastapi import APIRouter

router = APIRouter()


@router.get("/orders")
def list_orders() -> list[str]:
    return []


@router.get("/carts")
def list_carts() -> list[str]:  # expect: TST004 "No test calls 1 of 2 endpoints: `GET /v1/carts`"
    return []
# --- app/main.py
from fastapi import FastAPI

from app.routes import router

app = FastAPI()
app.include_router(router, prefix="/v1")
app.include_router(router)
# --- tests/test_orders.py
from fastapi.testclient import TestClient

from app.main import app


def test_orders() -> None:
    assert TestClient(app).get("/orders").status_code == 200
