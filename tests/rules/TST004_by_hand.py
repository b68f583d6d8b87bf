# A test that calls the function of an endpoint tests it; pages of the documentation need no test.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/jobs")
async def list_jobs() -> list[str]:
    return []


@app.get("/orders")
async def list_orders() -> list[str]:
    return []


@app.get("/shops")
async def list_shops() -> list[str]:  # expect: TST004 "No test calls 1 of 3 endpoints: `GET /shops`"
    return []


@app.get("/internal/docs", include_in_schema=False)
async def documentation() -> str:
    return "page"
# --- tests/test_jobs.py
from fastapi.testclient import TestClient

from app.main import app, list_jobs

client = TestClient(app)


async def test_no_jobs() -> None:
    assert await list_jobs() == []


def test_no_orders() -> None:
    assert client.get("/orders").json() == []
