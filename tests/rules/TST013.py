# syntax-errors: allowed
# --- app/main.py
from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.orders = {}
    yield


app = FastAPI(lifespan=lifespan)
# --- app/logged.py
import logging
import os
from contextlib import asynccontextmanager

from fastapi import FastAPI

logger = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(app: FastAPI):
    """Says that it starts."""
    logger.setLevel("DEBUG")
    logger.debug("Starting in %d", os.getpid())
    yield


def on_startup() -> None:
    logger.info("running")


app = FastAPI(lifespan=lifespan)
other = FastAPI()
other.add_event_handler("startup", on_startup)
# --- tests/test_a_logged.py
from fastapi.testclient import TestClient

from app.logged import app, other

client = TestClient(app)
other_client = TestClient(other)
# --- app/other.py
from fastapi import FastAPI

plain = FastAPI()
# --- tests/test_a_plain.py
from starlette.testclient import TestClient

from app.other import plain

client = TestClient(plain)
# --- tests/test_a_malformed.py
from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)
def test_it(:
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
