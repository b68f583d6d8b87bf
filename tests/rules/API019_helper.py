# Routers that a function is passed to be included: its callers are to blame.
# --- app/main.py
from fastapi import FastAPI

from app.include import include
from app.items import router
from app.users import router as users_router

app = FastAPI()
include(app, router)
include(app, users_router)
include(app, router, prefix="/v2")
include(app, router)  # expect: API019 "The router is included a second time under the same path: /items"

# --- app/include.py
from fastapi import APIRouter, FastAPI


def include(app: FastAPI, router: APIRouter, prefix: str = "") -> None:
    app.include_router(router, prefix=prefix)

# --- app/items.py
from fastapi import APIRouter

router = APIRouter()


@router.get("/items")
def read_items() -> list[str]:
    return load()

# --- app/users.py
from fastapi import APIRouter

router = APIRouter()


@router.get("/users")
def read_users() -> list[str]:
    return load()
