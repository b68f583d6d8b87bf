# A router that is loaded, and that nothing includes nor could, is documented nowhere.
# --- app/main.py
from fastapi import FastAPI

from app import forgotten, given, users
from app.given import register

app = FastAPI()
app.include_router(users.router)
register(app, given.routers)
# --- app/users.py
from fastapi import APIRouter

router = APIRouter()


@router.get("/users")
def users() -> int:  # expect: API003
    return 1
# --- app/forgotten.py
from fastapi import APIRouter

router = APIRouter()
inner = APIRouter()
router.include_router(inner)


@router.get("/forgotten")
def forgotten() -> int:
    return 1


@inner.get("/inner")
def inside() -> int:
    return 1
# --- app/given.py
from fastapi import APIRouter

given = APIRouter()
below = APIRouter()
given.include_router(below)
routers = [given]


def register(app, all_routers) -> None:
    for one in all_routers:
        app.add(one)


@given.get("/given")
def handed() -> int:  # expect: API003
    return 1


@below.get("/below")
def handed_below() -> int:  # expect: API003
    return 1
