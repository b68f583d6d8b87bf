from functools import partial
from typing import Annotated

import somelibrary
from fastapi import APIRouter, Depends, FastAPI, Path, Request
from pydantic import BaseModel

from app.deps import Organization, current_org
from app.orgs import router as orgs_router
from app.teams import router as teams_router

app = FastAPI()


@app.get("/a/{item_id}")
#        ^^^^^^^^^^^^^^ expect: API021 "`a` does not take `item_id` of its path"
def a(itemid: int) -> int:
    return itemid


@app.get("/b/{item_id:int}")
def b(item_id: int) -> int:
    return item_id


@app.get("/c/{item-id}/{ x }")
def c() -> int:
    return 1


@app.get("/d/{item_id}")
def d(number: Annotated[int, Path(alias="item_id")]) -> int:
    return number


class Key(BaseModel):
    item_id: int


class Reader:
    def __call__(self, item_id: int) -> int:
        return item_id


class Loader:
    def __init__(self, item_id: int) -> None:
        self.item_id = item_id


def scaled(item_id: int, factor: int) -> int:
    return item_id * factor


preset = Depends(scaled)
reader = Reader()


@app.get("/e/{item_id}")
def e(key: Annotated[Key, Depends()]) -> int:
    return key.item_id


@app.get("/f/{item_id}")
def f(key: int = Depends(reader)) -> int:
    return key


@app.get("/g/{item_id}")
def g(key: Annotated[Loader, Depends()]) -> int:
    return key.item_id


@app.get("/h/{item_id}")
def h(key: int = preset) -> int:
    return key


@app.get("/i/{item_id}")
def i(key: int = Depends(partial(scaled, factor=2))) -> int:
    return key


@app.get("/j/{item_id}", dependencies=[Depends(somelibrary.load)])
def j() -> int:
    return 1


@app.get("/k/{by_hand}")
def k(request: Request) -> str:
    return request.path_params["by_hand"]


@app.get("/l/{org_id}")
def l(org: Organization) -> int:
    return org


@app.get("/n/{rest:path}")
def n() -> str:
    return "the page"


@app.websocket("/m/{room}")  # expect: API021 "`m` does not take `room`"
async def m(websocket) -> None:
    await websocket.accept()


app.include_router(orgs_router)
app.include_router(teams_router, prefix="/orgs/{org_id}")
# above expect: API021 "2 of the routes here do not take `org_id` of their prefix"
# --- app/deps.py
from typing import Annotated

from fastapi import Depends


def current_org(org_id: int) -> int:
    return org_id


Organization = Annotated[int, Depends(current_org)]
# --- app/orgs.py
from fastapi import APIRouter, Depends

from app.deps import current_org

router = APIRouter(prefix="/orgs/{org_id}", dependencies=[Depends(current_org)])


@router.get("/members")
def members() -> int:
    return 1
# --- app/teams.py
from fastapi import APIRouter

router = APIRouter(prefix="/teams")


@router.get("/")
def teams() -> int:
    return 1


@router.get("/{team_id}")
def team(team_id: int) -> int:
    return team_id


@router.get("/{team_id}/members")
def members(team_id: int, org_id: int) -> int:
    return team_id
