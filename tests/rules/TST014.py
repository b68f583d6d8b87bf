# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.post("/orders")
def create() -> int: ...


@app.get("/orders")
def orders() -> list[int]: ...
# --- tests/test_app.py
from fastapi.testclient import TestClient  # expect: TST014/warning "No test goes through a flow" "create something and read or use it by another request."

from app.main import app

client = TestClient(app)


def test_create() -> None:
    assert client.post("/orders").status_code == 200


def test_read() -> None:
    assert client.get("/orders").status_code == 200


def test_create_for(user, headers) -> None:
    assert client.post("/orders", json={"user": user.id}, headers=headers).status_code == 200


def test_read_for(user, headers) -> None:
    assert client.get("/orders", params={"user": user.id}, headers=headers).status_code == 200
