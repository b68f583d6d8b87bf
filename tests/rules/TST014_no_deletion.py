# What the flow holds is what the application can do.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.post("/login")
def login() -> str: ...


@app.post("/orders")
def create() -> int: ...


@app.patch("/orders/{number}")
def change(number: int) -> int: ...


@app.get("/orders")
def orders() -> list[int]: ...
# --- tests/test_app.py
from fastapi.testclient import TestClient  # expect: TST014 "flow" "`tests/e2e`: as a user who may, create something and read or use it by another request, change it."

from app.main import app

client = TestClient(app)


def test_create() -> None:
    assert client.post("/orders").status_code == 200
