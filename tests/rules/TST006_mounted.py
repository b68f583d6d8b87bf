# Tests call the mounted application by itself: below its mount.
# --- app/api.py
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException

from app.users import find

api = FastAPI()


def get_user(authorization: Annotated[str, Header()]) -> str:
    user = find(authorization)
    if user is None:
        raise HTTPException(401)
    return user


@api.get("/tenants/")
def list_tenants(user: Annotated[str, Depends(get_user)]) -> list[str]:
    return [user]


@api.post("/tenants/")
def create_tenant(user: Annotated[str, Depends(get_user)]) -> str:  # expect: TST006 "1 of 2 guarded endpoints" "Write one test with credentials that are wrong: `assert client.request"
    return user
# --- app/main.py
from fastapi import FastAPI

from app.api import api

app = FastAPI()
app.mount("/admin/api", api)
# --- tests/test_tenants.py
from fastapi.testclient import TestClient

from app.api import api

client = TestClient(api)


def test_list() -> None:
    assert client.get("/tenants/").status_code == 401
