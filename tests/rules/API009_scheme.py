# rules: API010
# What the scheme behind the dependency refuses with is written at the same place.
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

scheme = OAuth2PasswordBearer(tokenUrl="token")


def user(token: Annotated[str, Depends(scheme)]) -> str:
    if token == "":
        raise HTTPException(403)
    if token == "old":
        raise HTTPException(400)
    return token


alone = APIRouter(prefix="/alone")


@alone.get("/open")
def is_open() -> int:
    return 1


@alone.post("/closed", dependencies=[Depends(user)])  # expect: API009 "can answer 400 and 403, and 401 where the security scheme refuses (API010), which its" "into the decorator, or once into the router where all"
def is_closed() -> int:
    return 1


several = APIRouter(prefix="/several")  # expect: API009 "because of `app.main.user`, and 401 where the security scheme refuses (API010), and do not" "into the decorator, or once into the router where all its operations answer so."


@several.get("/open")
def is_open_too() -> int:
    return 1


@several.get("/given", responses={404: {"description": "Not Found"}})  # expect: API009 "can answer 410" "to the `responses=` of the decorator."
def given(number: int) -> int:
    if number < 0:
        raise HTTPException(410)
    if number == 0:
        raise HTTPException(404)
    return number


@several.get("/own")
def own(name: Annotated[str, Depends(user)]) -> int:
    return 1


@several.patch("/own")  # expect: API009 "can answer 409" "Write `responses={409: "
def change(number: int, name: Annotated[str, Depends(user)]) -> int:
    if number == 0:
        raise HTTPException(409)
    return 1


app = FastAPI()
app.include_router(alone)  # expect: API010
app.include_router(several)  # expect: API010
