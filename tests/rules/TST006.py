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
def c(number: int) -> int:
    return number


@app.get("/open")
def open_to_all() -> str:
    return "open"


# --- app/users.py
def find(key: str) -> str | None: ...


# --- tests/test_app.py
import pytest  # expect: TST006/warning "No test expects 401 or 403 from 1 of 3 guarded endpoints: `GET /c/{number}`"
from fastapi import status
from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


@pytest.mark.parametrize(("method", "path"), [("GET", "/a"), ("POST", "/b")])
def test_strangers(method: str, path: str) -> None:
    assert client.request(method, path).status_code == status.HTTP_401_UNAUTHORIZED


def test_c() -> None:
    assert client.get("/c/1").status_code == 200
