# --- app/main.py
from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException

from app.people import router as people
from app.orders import router as orders
from app.users import router as users


def ask_version(x_version: str = Header("1")) -> None:
    if x_version != "1":
        raise HTTPException(400)


def limit() -> None:
    raise HTTPException(429)


app = FastAPI()
needed = [Depends(ask_version)]  # expect: API009/warning "3 operations of 2 routers can answer 400 because of this, and do not document it: `GET /orders`, `POST /orders`, `GET /users`"
for one in (orders, users):
    app.include_router(one, dependencies=needed)


# ---- of one router: said there
alone = APIRouter(prefix="/alone", dependencies=[Depends(limit)])  # expect: API009 "Both operations of this `APIRouter` can answer 429"
# fixed: alone = APIRouter(prefix="/alone", dependencies=[Depends(limit)], responses={429: {"description": "Too Many Requests"}})


@alone.get("/a")
def a() -> int:
    return 1


@alone.get("/b")
def b() -> int:
    return 1


app.include_router(alone)
app.include_router(people)
# --- app/users_of.py
from typing import Annotated

from fastapi import Depends, HTTPException


def get_user() -> str:
    raise HTTPException(403)


User = Annotated[str, Depends(get_user)]
# --- app/people.py
from fastapi import APIRouter

from app.users_of import User

router = APIRouter(prefix="/people")  # expect: API009 "Both operations of this `APIRouter` can answer 403 because of `app.users_of.get_user`"
# fixed: router = APIRouter(prefix="/people", responses={403: {"description": "Forbidden"}})


@router.get("")
def find(user: User) -> int:
    return 1


@router.get("/all")
def find_all(user: User) -> int:
    return 1
# --- app/orders.py
from fastapi import APIRouter, HTTPException

from app.users_of import User

router = APIRouter(prefix="/orders")


@router.get("")
def find() -> int:
    return 1


@router.post("")  # expect: API009 "`add` (`POST /orders`) can answer 403 and 404, which"
# fixed: @router.post("", responses={403: {"description": "Forbidden"}, 404: {"description": "Not Found"}})
def add(user: User) -> int:
    raise HTTPException(404)
# --- app/users.py
from fastapi import APIRouter

router = APIRouter(prefix="/users")


@router.get("")
def find() -> int:
    return 1
