from importlib import import_module

from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter()


@router.get("/x")
def read() -> int:
    return 1


for name in ["users", "orders"]:
    module = import_module(f"app.{name}")
    app.include_router(module.router)
# --- app/users.py
from fastapi import APIRouter

router = APIRouter()


@router.get("/users")
def read_users() -> int:
    return 1
