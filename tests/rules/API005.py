from enum import Enum

from fastapi import APIRouter, FastAPI

from app.tags import made_tags


class Tag(str, Enum):
    ORDERS = "orders"
    ITEMS = "items"


TAGS = [{"name": Tag.ORDERS, "description": "Orders."}, {"name": "users"}]
app = FastAPI(openapi_tags=TAGS)  # expect: API005 "Operations have the tags `items`, `user`, which"
plain = FastAPI()
computed = FastAPI(openapi_tags=made_tags())
router = APIRouter(tags=["user"])


@app.get("/a", tags=["orders", Tag.ITEMS])
@plain.get("/a", tags=["x"])
@computed.get("/a", tags=["x"])
def a() -> int:
    return 1


@app.get("/b", tags=["hidden"], include_in_schema=False)
def b() -> int:
    return 1


@router.get("/c")
def c() -> int:
    return 1


app.include_router(router, tags=["users"])
# --- app/tags.py
import os


def made_tags() -> list[dict[str, str]]:
    return [{"name": name} for name in os.listdir("tags")]
