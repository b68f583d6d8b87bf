from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Path

from app.deps import org_id_of, team_id_of
from app.orgs import router as orgs_router

app = FastAPI()


@app.get("/a/{item_id}")
def a(number: Annotated[int, Path(ge=1)], item_id: int) -> int:  # expect: API022/critical "`number` is declared as a part of the path, and /a/{item_id} has none"
    return number


@app.get("/b")
def b(item_id: int = Path()) -> int:  # expect: API022
    return item_id


@app.get("/c/{item_id}")
def c(number: Annotated[int, Path(alias="item_id")]) -> int:
    return number


@app.get("/d/{org_id}", dependencies=[Depends(org_id_of)])
def d() -> int:
    return 1


@app.get("/e", dependencies=[Depends(org_id_of)])
def e() -> int:
    return 1


@app.get("/f", dependencies=[Depends(team_id_of)])
def f() -> int:
    return 1


@app.get("/g")
def g(item_id: int) -> int:
    return item_id


app.include_router(orgs_router, prefix="/orgs/{org_id}")
# --- app/deps.py
from typing import Annotated

from fastapi import Path


def org_id_of(org_id: Annotated[int, Path()]) -> int:
    return org_id


def team_id_of(team_id: Annotated[int, Path()]) -> int:  # expect: API022 "`team_id`"
    return team_id
# --- app/orgs.py
from typing import Annotated

from fastapi import APIRouter, Path

router = APIRouter()


@router.get("/members")
def members(org_id: Annotated[int, Path(ge=1)]) -> int:
    return org_id
