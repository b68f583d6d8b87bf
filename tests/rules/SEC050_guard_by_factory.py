from typing import Callable

from fastapi import Depends, FastAPI, HTTPException, Request, Security
from fastapi.security import APIKeyHeader

app = FastAPI()
ORDERS: list[dict[str, str]] = []


def known_user(key: str = Security(APIKeyHeader(name="X-Key"))) -> str:
    if key != "x":
        raise HTTPException(401)
    return "me"


def any_user(request: Request) -> str:
    return request.headers.get("authorization", "")


def user_of(*, required: bool = True) -> Callable:
    return known_user if required else any_user


@app.get("/a")
def a(user: str = Depends(user_of())) -> str:
    return user


@app.post("/b")  # expect: SEC050 "open to everybody" "`dependencies=[Depends(user_of())]`"
def b(order: dict[str, str]) -> str:
    ORDERS.append(order)
    return "b"
