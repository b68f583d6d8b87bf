# Tests call the function of an endpoint itself, or a helper that they expect to fail.
# --- app/main.py
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/jobs/{job_id}")
async def read_job(job_id: int) -> str:
    raise HTTPException(404)


@app.post("/groups/{group_id}/open")
def open_group(group_id: int) -> int:
    if group_id < 1:
        raise HTTPException(404)
    return group_id


@app.get("/orders/{order_id}")
def read_order(order_id: int) -> int:  # expect: TST005 "of 1 of 3 tested endpoints"
    return order_id
# --- tests/groups.py
import requests


class Groups:
    @staticmethod
    def open(group):
        response = requests.post(f"http://localhost:8000/groups/{group.id}/open")
        response.raise_for_status()
# --- tests/test_groups.py
import pytest
from requests import HTTPError

from tests.groups import Groups


def test_closed_group(group) -> None:
    Groups.open(group)
    with pytest.raises(HTTPError):
        Groups.open(group)
# --- tests/test_jobs.py
import pytest
from fastapi import HTTPException
from fastapi.testclient import TestClient

from app.main import app, read_job

client = TestClient(app)


async def test_job_that_is_gone() -> None:
    with pytest.raises(HTTPException):
        await read_job(job_id=1)


def test_job_and_order() -> None:
    assert client.get("/jobs/1").status_code == 200
    assert client.get("/orders/1").status_code == 200
