# Routers that the application's factory is passed, by keyword and in a list.
# --- app/main.py
from app.api import router
from app.factory import create_app, register
from app.items import items, orders

app = create_app(router=router, more=[items])
register(app, orders, prefix="/shop")

# --- app/factory.py
from fastapi import APIRouter, FastAPI


def create_app(router: APIRouter, more: list[APIRouter]) -> FastAPI:
    app = FastAPI()  # expect: DEP019/critical "None of the 3 routes is a health check"
    app.include_router(router)
    for one in more:
        app.include_router(one)
    return app


def register(app: FastAPI, router: APIRouter, prefix: str) -> None:
    app.include_router(router, prefix=prefix)

# --- app/api.py
from fastapi import APIRouter

router = APIRouter(prefix="/api")


@router.get("/users")
def users() -> list[str]:
    return load()

# --- app/items.py
from fastapi import APIRouter

items = APIRouter()
orders = APIRouter()


@items.get("/items")
def read_items() -> list[str]:
    return load()


@orders.get("/orders")
def read_orders() -> list[str]:
    return load()

# --- tests/test_factory.py
from fastapi import APIRouter

from app.factory import create_app


def test_factory() -> None:
    assert create_app(APIRouter(), []) is not None
