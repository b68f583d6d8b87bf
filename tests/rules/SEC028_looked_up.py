# --- app/main.py
# What was found by equality is what somebody stored: nothing else gets any further.
import os
from urllib.parse import urlparse

from fastapi import FastAPI, HTTPException
from sqlalchemy import and_, or_, select, text

from app.crud import Item, first_release, fill, find_item, get_releases, kind_of, refusal, validate_name, validate_text, validate_unique
from app.database import session
from app.logs import logs_router

app = FastAPI()
app.include_router(logs_router)


@app.get("/found")
def found(name: str) -> str:
    item = session.scalars(select(Item).where(Item.name == name)).first()
    if item is None:
        raise HTTPException(404)
    return open(f"/data/{name}").read()


@app.get("/not_asked")
def not_asked(name: str) -> str:
    item = session.scalars(select(Item).where(Item.name == name)).first()
    return open(f"/data/{name}").read()  # expect: SEC028


@app.get("/taken")
def taken(name: str) -> str:
    item = session.scalars(select(Item).where(Item.name == name)).first()
    if item is not None:
        raise HTTPException(409)
    return open(f"/data/{name}").read()  # expect: SEC028


@app.get("/raising")
async def raising(name: str) -> str:
    statement = select(Item).where(Item.name == name)
    result = await session.execute(statement)
    result.scalar_one()
    return open(f"/data/{name}").read()


@app.get("/or")
def by_or(name: str, other: str) -> str:
    session.scalars(select(Item).where(or_(Item.name == name, Item.name == other))).one()
    return open(f"/data/{name}").read()  # expect: SEC028


@app.get("/unequal")
def unequal(name: str) -> str:
    session.scalars(select(Item).where(Item.name != name)).one()
    return open(f"/data/{name}").read()  # expect: SEC028


@app.get("/and")
def by_and(name: str) -> str:
    if not session.query(Item).filter(and_(Item.name == name, Item.size > 1)).all():
        raise HTTPException(404)
    return open(f"/data/{name}").read()


@app.get("/sql")
def by_sql(name: str) -> str:
    row = session.execute(text("SELECT * FROM item WHERE size > 2 AND name = :name"), {"name": name}).fetchone()
    if not row:
        raise HTTPException(404)
    return open(f"/data/{name}").read()


@app.get("/sql_like")
def by_sql_like(name: str) -> str:
    row = session.execute(text("SELECT * FROM item WHERE name LIKE :name"), {"name": name}).fetchone()
    if not row:
        raise HTTPException(404)
    return open(f"/data/{name}").read()  # expect: SEC028


@app.get("/sql_order")
def by_sql_order(name: str, size: str) -> str:
    row = session.fetchone("SELECT * FROM item WHERE size < ? AND name = ?", (size, name))
    if not row:
        raise HTTPException(404)
    open(f"/data/{name}").close()
    return open(f"/data/{size}").read()  # expect: SEC028


@app.get("/callee")
def callee(name: str) -> str:
    item = find_item(name)
    if not item:
        raise HTTPException(404)
    return open(f"/data/{name}").read()


@app.get("/callee_ignored")
def callee_ignored(name: str) -> str:
    find_item(name)
    return open(f"/data/{name}").read()  # expect: SEC028


@app.get("/loop")
async def loop(name: str, version: str) -> str:
    release = await first_release(name, version)
    if not release:
        raise HTTPException(404)
    return open(f"/data/{name}").read()


@app.get("/loop_is_none")
async def loop_is_none(name: str) -> str:
    releases = []
    for one in session.all():
        if one.id == name:
            releases.append(one)
    if releases is None:
        raise HTTPException(404)
    return open(f"/data/{name}").read()  # expect: SEC028


@app.get("/filled")
async def filled(name: str) -> str:
    releases = []
    fill(releases)
    if not releases:
        raise HTTPException(404)
    return open(f"/data/{name}").read()  # expect: SEC028


@app.get("/mixed")
async def mixed(name: str) -> str:
    releases = []
    for one in session.all():
        if one.id == name:
            releases.append(one)
        elif one.is_new:
            releases.append(one)
    if not releases:
        raise HTTPException(404)
    return open(f"/data/{name}").read()  # expect: SEC028


@app.get("/found_in_loop")
async def found_in_loop(name: str) -> str:
    match = None
    for one in session.all():
        if one.id == name:
            match = one
            break
    if match is None:
        raise HTTPException(404)
    return open(f"/data/{name}").read()


@app.get("/next")
async def by_next(name: str) -> str:
    match = next((one for one in session.all() if one.id == name), None)
    if match is None:
        raise HTTPException(404)
    return open(f"/data/{name}").read()


@app.get("/set_again")
async def set_again(name: str) -> str:
    match = next((one for one in session.all() if one.id == name), None)
    match = session.newest()
    if match is None:
        raise HTTPException(404)
    return open(f"/data/{name}").read()  # expect: SEC028


@app.get("/refused")
async def refused(name: str) -> str:
    answer = refusal(name)
    if answer is not None:
        return answer
    return open(f"/data/{name}").read()


@app.get("/refused_otherwise")
async def refused_otherwise(name: str) -> str:
    answer = kind_of(name)
    if answer is not None:
        return answer
    return open(f"/data/{name}").read()  # expect: SEC028


@app.get("/validated")
async def validated(name: str) -> str:
    validate_name(name)
    return open(f"/data/{name}").read()


@app.get("/not_empty")
async def not_empty(name: str) -> str:
    validate_text(name)
    return open(f"/data/{name}").read()  # expect: SEC028


@app.get("/unique")
async def unique(name: str) -> str:
    validate_unique(name)
    return open(f"/data/{name}").read()  # expect: SEC028


@app.get("/validated_too_late")
async def too_late(name: str) -> str:
    content = open(f"/data/{name}").read()  # expect: SEC028
    validate_name(name)
    return content
# --- app/crud.py
from fastapi import HTTPException
from fastapi.responses import JSONResponse
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.database import policy, session

NAMES = {"a", "b"}


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "item"
    name: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]


def find_item(name: str) -> Item | None:
    statement = select(Item).where(Item.name == name)
    return session.scalars(statement).first()


async def get_releases(name: str) -> list[Item]:
    releases: list[Item] = []
    for address in policy.addresses:
        try:
            for one in await policy.fetch(address):
                if one.id != name:
                    continue
                releases += one.releases
        except Exception as error:
            print(error)
    return releases


async def first_release(name: str, version: str) -> Item | None:
    all_releases = await get_releases(name)
    chosen = [one for one in all_releases if one.version == version]
    return chosen[0] if len(chosen) != 0 else None


def fill(releases: list[Item]) -> None:
    releases.append(session.newest())




def error(text: str) -> JSONResponse:
    return JSONResponse({"error": text}, status_code=400)


def refusal(name: str) -> JSONResponse | None:
    if name not in policy.names:
        return error("unknown")
    if len(name) > 10:
        return JSONResponse({}, status_code=400)
    return None


def kind_of(name: str) -> JSONResponse | None:
    if name not in policy.names:
        return None
    return error("known")


def validate_name(name: str) -> None:
    shape = name.split(".")
    if policy.allows(name):
        return
    raise HTTPException(400, f"not allowed: {shape}")


def validate_text(name: str) -> None:
    if not name or len(name) > 20 or name == "x" or not isinstance(name, str):
        raise HTTPException(400)


def validate_unique(name: str) -> None:
    if policy.knows(name):
        raise HTTPException(409)
# --- app/database.py
from app.other import make_policy, make_session

policy = make_policy()
session = make_session()
# --- app/logs.py
from pathlib import Path

from fastapi import APIRouter, HTTPException

logs_router = APIRouter()
LOGS = Path("/var/log/app")


class Paths:
    @staticmethod
    def is_safe(base: Path, path: Path, endings: set[str] | None = None) -> bool:
        try:
            base_resolved = base.resolve()
            resolved = path.resolve()
            if base_resolved != resolved and base_resolved not in resolved.parents:
                return False
            if endings is not None and path.suffix not in endings:
                return False
            return True
        except Exception:
            return False


@logs_router.get("/logs")
def logs(name: str) -> str:
    path = LOGS / name
    if not Paths.is_safe(LOGS, path, {".log"}):
        raise HTTPException(404)
    return path.read_text()


@logs_router.get("/wide")
def wide(name: str) -> str:
    path = LOGS / name
    if path.suffix != ".log" and path.suffix not in {".txt"}:
        raise HTTPException(404)
    return path.read_text()  # expect: SEC028
