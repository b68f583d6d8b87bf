# --- app/main.py
from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):
    yield


app = FastAPI(lifespan=lifespan)
# --- tests/test_app.py
import pytest
from asgi_lifespan import LifespanManager
from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


@pytest.mark.anyio
async def test_start() -> None:
    async with LifespanManager(app):
        assert client.get("/docs").status_code == 200
