# --- app/main.py
from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):
    yield


app = FastAPI(lifespan=lifespan)
# --- app/other.py
from fastapi import FastAPI

plain = FastAPI()
# --- tests/test_a_plain.py
from starlette.testclient import TestClient

from app.other import plain

client = TestClient(plain)
# --- tests/test_app.py
import pytest
from fastapi.testclient import TestClient as Client

from app.main import app


@pytest.fixture
def client():
    return Client(app)  # expect: TST013/suggestion "No test starts the application"


def test_docs(client) -> None:
    with pytest.raises(ValueError):
        client.get("/docs")


def test_more() -> None:
    assert Client(app).get("/docs").status_code == 200
