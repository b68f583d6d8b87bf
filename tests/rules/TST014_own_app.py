# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.post("/completions")
def complete() -> int: ...


@app.get("/health")
def health() -> int: ...
# --- tests/test_errors.py
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient


def test_error() -> None:
    app = FastAPI()

    @app.get("/health")
    def fail() -> int:
        raise ValueError

    assert TestClient(app).get("/health").status_code == 500


@pytest.fixture
def client():
    app = FastAPI()

    @app.post("/completions")
    def complete() -> int:
        return 1

    return TestClient(app)


def test_complete(client) -> None:
    assert client.post("/completions").status_code == 200
