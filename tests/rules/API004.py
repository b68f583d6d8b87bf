from fastapi import APIRouter, FastAPI

from app.items import router as items_router
from app.orders import router as orders_router
from app.users import router as users_router
from app.names import tags_of

app = FastAPI()
computed = APIRouter(prefix="/computed", tags=tags_of("computed"))


@computed.get("/a")
def a() -> int:
    return 1


@app.get("/health")
def health() -> str:
    return "ok"


@app.get("/version")  # expect: API004 "GET /version (`version`) has no tag"
def version() -> str:
    return "1"


@app.get("/hidden", include_in_schema=False)
def hidden() -> str:
    return "1"


app.include_router(items_router)
app.include_router(orders_router, prefix="/v1", tags=["orders"])
app.include_router(orders_router, prefix="/v2", tags=["orders"])
app.include_router(users_router)
app.include_router(computed)
# --- app/names.py
def tags_of(name: str) -> list[str]:
    return [name]
# --- app/items.py
from fastapi import APIRouter

router = APIRouter(prefix="/shop/items")  # expect: API004 "All of the 2 operations of this `APIRouter` have no tag: `GET /shop/items/{item_id}`, `DELETE /shop/items/{item_id}`"
# fixed: router = APIRouter(prefix="/shop/items", tags=["items"])


@router.get("/{item_id}")
def read(item_id: int) -> int:
    return item_id


@router.delete("/{item_id}")
def delete(item_id: int) -> None:
    return None
# --- app/orders.py
from fastapi import APIRouter

router = APIRouter(prefix="/orders")


@router.get("/{order_id}")
def read(order_id: int) -> int:
    return order_id
# --- app/users.py
from enum import Enum

from fastapi import APIRouter


class Tag(Enum):
    USERS = "users"


router = APIRouter(prefix="/users")


@router.get("/{user_id}", tags=[Tag.USERS])
def read(user_id: int) -> int:
    return user_id


@router.get("/")  # expect: API004
def read_all() -> list[int]:
    return []
# --- plugin/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/ai-plugin.json", include_in_schema=False)
def manifest() -> str:
    return "{}"


@app.get("/health")
def health() -> str:
    return "ok"


@app.get("/instructions")
def instructions() -> str:
    return "Be kind."
