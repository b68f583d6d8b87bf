# rules: API017, API020, API021
# Two routers with the same local paths, one of them under two versions; a prefix whose parameter a dependency takes.
from fastapi import FastAPI

from app import items, members, users

app = FastAPI()
app.include_router(users.router)
app.include_router(items.router)
app.include_router(members.router, prefix="/v1")
app.include_router(members.router, prefix="/v2")
# --- app/users.py
from fastapi import APIRouter

router = APIRouter(prefix="/users")


@router.get("/")
def read_all() -> list[int]:
    return []


@router.get("/{key}")
def read(key: int) -> int:
    return key
# --- app/items.py
from fastapi import APIRouter

router = APIRouter(prefix="/items")


@router.get("/")
def read_all() -> list[int]:
    return []


@router.get("/{key}")
def read(key: int) -> int:
    return key
# --- app/members.py
from fastapi import APIRouter, Depends


def organization(org_id: int) -> int:
    return org_id


router = APIRouter(prefix="/orgs/{org_id}", dependencies=[Depends(organization)])


@router.get("/members")
def members() -> list[int]:
    return []
