# --- app/main.py
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException

from app.users import find

app = FastAPI()


def get_user(authorization: Annotated[str, Header()]) -> str:
    user = find(authorization)
    if user is None:
        raise HTTPException(401)
    return user


@app.get("/a", dependencies=[Depends(get_user)])
def a() -> str:
    return "a"


@app.post("/b", dependencies=[Depends(get_user)])
def b() -> str:
    return "b"


@app.get("/c/{number}", dependencies=[Depends(get_user)])
def c(number: int) -> int:  # expect: TST006/warning "No test expects 401 or 403 from 2 of 5 guarded endpoints: `GET /c/{number}` and `GET /d/mine`" "Write one parametrised test with credentials that are wrong"
    return number


@app.get("/d/mine", dependencies=[Depends(get_user)])
def d_mine() -> str:
    return "d"


@app.get("/d/{key}", dependencies=[Depends(get_user)])
def d(key: str) -> str:
    return key


@app.get("/open")
def open_to_all() -> str:
    return "open"


# ---- a page sends strangers to the sign-in
def get_user_or_sign_in(authorization: Annotated[str, Header()]) -> str:
    user = find(authorization)
    if user is None:
        raise HTTPException(307, headers={"Location": "/login"})
    return user


@app.get("/page", dependencies=[Depends(get_user_or_sign_in)])
def page() -> str:
    return "page"


# --- app/users.py
def find(key: str) -> str | None: ...


# --- tests/test_app.py
from uuid import uuid4

import pytest
from fastapi import status
from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


@pytest.mark.parametrize(("method", "path"), [("GET", "/a"), ("POST", "/b")])
def test_strangers(method: str, path: str) -> None:
    assert client.request(method, path).status_code == status.HTTP_401_UNAUTHORIZED


def test_c() -> None:
    assert client.get("/c/1").status_code == 200


def test_d(thing) -> None:
    key = uuid4()
    assert client.get(f"/d/{key}").status_code == 401
    assert client.get(f"/d/{thing.id}").status_code == 401
    assert client.get(f"/d/{thing.json()['id']}").status_code == 401


def test_page() -> None:
    assert client.get("/page", follow_redirects=False).status_code == 307
