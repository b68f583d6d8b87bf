# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.post("/orders")
def create() -> int: ...


@app.get("/orders")
def orders() -> list[int]: ...
# --- tests/conftest.py
import pytest
from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


@pytest.fixture
def order() -> int:
    return client.post("/orders").json()
# --- tests/test_app.py
from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


def test_read(order) -> None:
    assert order in client.get("/orders").json()
