# What `responses=` of the router will say holds for each of its routes, whoever raises the error.
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException


def user(token: str) -> str:
    if token == "":
        raise HTTPException(403)
    if token == "gone":
        raise HTTPException(404)
    return token


def admin(name: Annotated[str, Depends(user)]) -> str:
    if name != "root":
        raise HTTPException(403)
    return name


items = APIRouter(prefix="/items")  # expect: API009 "All 3 operations of this `APIRouter` can answer 403 and 404 because of"
# fixed: items = APIRouter(prefix="/items", responses={403: {"description": "Forbidden"}, 404: {"description": "Not Found"}})


@items.get("/{item_id}")
def read(item_id: int, name: Annotated[str, Depends(user)]) -> int:
    if item_id == 0:
        raise HTTPException(404)
    return item_id


@items.put("/{item_id}")  # expect: API009 "`write` (`PUT /items/{item_id}`) can answer 409"
def write(item_id: int, name: Annotated[str, Depends(user)]) -> int:
    if item_id == 0:
        raise HTTPException(409)
    return item_id


@items.delete("/{item_id}")
def delete(item_id: int, name: Annotated[str, Depends(user)]) -> int:
    return item_id


users = APIRouter(prefix="/users")  # expect: API009 "3 of the 4 operations of this `APIRouter` can answer 403 and 404 because of"


@users.get("/")
def list_all(name: Annotated[str, Depends(admin)]) -> int:
    return 1


@users.delete("/")
def delete_all(name: Annotated[str, Depends(admin)]) -> int:
    return 1


@users.get("/me")
def me(name: Annotated[str, Depends(user)]) -> int:
    if name == "nobody":
        raise HTTPException(404)
    return 1


@users.post("/")  # expect: API009 "can answer 400"
def sign_up(name: str) -> int:
    if name == "root":
        raise HTTPException(400)
    return 1


app = FastAPI()
app.include_router(items)
app.include_router(users)
