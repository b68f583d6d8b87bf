# A fixture, given by others, makes the user who then signs in.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.post("/users")
def create() -> int: ...


@app.post("/login")
def login() -> str: ...
# --- tests/conftest.py
import pytest
from fastapi.testclient import TestClient

from app.main import app


@pytest.fixture
def client() -> TestClient:
    return TestClient(app)


@pytest.fixture
def user(client: TestClient) -> dict:
    return client.post("/users").json()


@pytest.fixture
def known_user(user: dict) -> dict:
    return user
# --- tests/test_app.py
from fastapi.testclient import TestClient


def test_login(client: TestClient, known_user: dict) -> None:
    assert client.post("/login", data=known_user).status_code == 200
