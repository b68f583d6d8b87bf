# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.post("/orders")
def create() -> int: ...


@app.get("/orders")
def orders() -> list[int]: ...
# --- tests/test_app.py
import pytest
from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


@pytest.mark.integration
def test_create() -> None:
    assert client.post("/orders").status_code == 200
