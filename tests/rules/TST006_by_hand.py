# Tests call the function of an endpoint itself, or a helper that they expect to fail.
# --- app/main.py
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException

from app.users import find

app = FastAPI()


def get_user(authorization: Annotated[str, Header()]) -> str:
    user = find(authorization)
    if user is None:
        raise HTTPException(401)
    return user


User = Annotated[str, Depends(get_user)]


@app.get("/jobs/{job_id}")
async def read_job(job_id: int, user: User) -> str:
    raise HTTPException(403)


@app.post("/groups")
def add_group(user: User, name: str) -> str:
    return name


@app.get("/orders")
def list_orders(user: User) -> list[str]:  # expect: TST006 "from 1 of 3 guarded endpoints: `GET /orders`"
    return []
# --- tests/groups.py
import requests


class Groups:
    @staticmethod
    def add(name, user):
        response = requests.post("http://localhost:8000/groups", params={"name": name}, headers=user.headers)
        response.raise_for_status()
        return response.json()
# --- tests/test_groups.py
import pytest
from requests import HTTPError

from tests.groups import Groups


def test_strangers_add_none(stranger) -> None:
    with pytest.raises(HTTPError):
        Groups.add("a", stranger)
# --- tests/test_jobs.py
import pytest
from fastapi import HTTPException

from app.main import read_job


async def test_job_of_another() -> None:
    with pytest.raises(HTTPException) as error:
        await read_job(job_id=1, user="me")
    assert error.value.status_code == 403
# --- tests/test_orders.py
from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


def test_orders_are_listed() -> None:
    assert client.get("/orders", headers={"Authorization": "me"}).status_code == 200
