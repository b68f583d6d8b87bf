# Text that the function limits itself, or a function that it hands it to.
# --- app/main.py
import hmac
import re
from datetime import date
from enum import Enum
from typing import Annotated
from uuid import UUID

from fastapi import Cookie, FastAPI, Header, HTTPException
from fastapi.responses import JSONResponse

from app.checks import Filters, Store, at_most, cut, parse_day, parse_run, rejected
from app.voices import Voice, all_voices, primary
from database import Base, database, select, validate_limit
from states import manager

app = FastAPI()
SLUG = re.compile("[a-z]{1,30}")
KNOWN = {"asc", "desc"}
TITLES = {"a": "A"}
MODELS = [{"slug": "a", "on": "1"}]


class Client(Base):
    kind = "a"


class Color(Enum):
    RED = "red"


@app.get("/days")
def days(since: str, until: str | None = None) -> str:
    start = parse_day(since)
    end = parse_day(until) if until is not None else date.today()
    return f"{start} {end}"


@app.get("/authorize")
def authorize(state: str, kind: str, scope: str) -> str:  # expect: VAL002 "text of `scope`"
    refusal = rejected(state=state, kind=kind, scope=scope)
    return database.grant(refusal or scope)


@app.get("/sorted")
def ordered(order: str, slug: str, color: str, name: str) -> str:  # expect: VAL002 "text of `name`"
    if order not in KNOWN:
        raise HTTPException(400)
    if not SLUG.fullmatch(slug):
        raise HTTPException(400)
    if name == "":
        raise HTTPException(400)
    return f"{Color(color)}{slug}{name}{database.find(name)}"


@app.get("/models/{slug}")
def model(slug: str) -> dict[str, str]:
    for one in MODELS:
        if one.get("on") and one["slug"] == slug:
            return one
    raise HTTPException(404)


@app.get("/callback")
def callback(state: str, code: str, key: Annotated[str, Header()]) -> str:  # expect: VAL002 "text of `key`"
    return manager().validate_state(state) + code + key
@app.get("/runs/{run_id}")
def run(run_id: str, ids: str, order: str | None = None, kind: str = "", pick: str = "") -> str:  # expect: VAL002 "text of `pick`"
    if len(pick) < 2:
        raise HTTPException(400)
    if isinstance(order, str) and order.lower() not in KNOWN:
        raise HTTPException(400)
    wanted = [UUID(one.strip()) for one in ids.split(",")]
    return f"{parse_run(run_id)}{wanted}{Color[kind]}{database.find(pick.strip())}"


@app.get("/events")
def events(keyspace: str | None = None, q: str = "", slug: str = "", last: Annotated[str, Header()] = "") -> dict[str, str]:
    if keyspace is not None:
        raise HTTPException(422, f"no {keyspace}")
    keyspace = "mine"
    etag = database.etag()
    if last == etag:
        raise HTTPException(304)
    found = [one for one in MODELS if q.lower() in one["slug"]]
    return {"q": q, "found": str(found), "title": TITLES[slug], "space": database.space(keyspace)}


@app.get("/connector/callback")
def connected(code: str, error: str, user: str) -> str:  # expect: VAL002 "text of `user`"
    return database.connect(code, error, user)


@app.get("/authorize/client")
def asked(client_id: str, state: str, user: str, kind: str) -> str:  # expect: VAL002 "text of `client_id`, `user`, `kind`"
    if user != database.user() and not database.is_admin():
        raise HTTPException(403)
    if kind is not None:
        select(Client).where(Client.kind == kind)
    return database.ask(client_id, state, user)


@app.get("/cookies")
def cookies(
    access_token: Annotated[str, Cookie()],
    x_api_key: Annotated[str, Header()],
    x_hub_signature: Annotated[str, Header()],
    unused: str,
) -> str:
    return database.user(access_token, x_api_key, x_hub_signature)


@app.get("/documents")
@app.get("/files")
def documents(ids: str, token: str, slug: str, left: str) -> JSONResponse:
    for raw in ids.split(","):
        raw = raw.strip()
        database.add(int(raw))
    if not hmac.compare_digest(token, "x"):
        raise HTTPException(403)
    found = next((one for one in MODELS if one["slug"] == slug), None)
    if found is None:
        return JSONResponse({"error": f"no {slug}"})
    return JSONResponse(found)


@app.get("/recipes")
def recipes(start: int, max_results: int = 10, limit: int = 5, size: int = 3, count: int | None = None) -> list[str]:  # expect: VAL002/warning "takes `size` without"
    few = at_most(limit)
    more = database.more(few, size)
    return MODELS[start : start + max_results] + list(more)[:max_results] + cut(MODELS, limit=count)


@app.get("/users")
def users(store: Store, limit: int = 10, take: int = 5, per_page: int = 5, size: int = 2) -> list[str]:  # expect: VAL002/warning "takes `size` without"
    return store.users(limit) + Filters(take=take, pages=per_page, size=size).found()


@app.get("/skills")
def skills(limit: int = 20, size: int = 20) -> str:
    data: dict[str, int] = {"size": size}
    if "limit" not in data and limit is not None:
        data["limit"] = limit
    return elsewhere.skills(data)


@app.get("/rows")
def rows(limit: int = 20) -> str:  # expect: VAL002/warning
    return database.rows("SELECT id FROM rows LIMIT :most", {"most": limit})


@app.get("/pipeline")
def pipeline(limit: int = 20) -> str:  # expect: VAL002/warning
    return database.aggregate([{"$limit": limit}])


@app.get("/messages")
def messages(limit: int = 10, per_page: int = 10, take: int = 2) -> list[str]:  # expect: VAL002/warning "takes `take` without"
    if take < 1:
        raise HTTPException(400)
    validate_limit(per_page)
    return database.messages(min(max(limit, 1), 100), per_page, take)


@app.get("/voices")
def voices(language: str, region: str, accent: str, part: str) -> list[Voice]:  # expect: VAL002 "text of `region`, `accent`, `part`"
    known = [one for one in all_voices() if one.speaks(language)]
    database.note(primary(region), UUID(part.split("-")[1]))
    return known + database.of(accent.split("-")[0], part)
# --- app/voices.py
from dataclasses import dataclass


@dataclass
class Voice:
    language: str

    def speaks(self, language: str) -> bool:
        return primary(self.language) == primary(language)


def primary(language: str) -> str:
    return language.split("-", 1)[0].strip().lower()


def all_voices() -> list[Voice]:
    return [Voice("en"), Voice("de")]
# --- app/checks.py
import re
from abc import ABC, abstractmethod
from datetime import date
from uuid import UUID

from fastapi import HTTPException
from pydantic import BaseModel, Field

from database import query

MOST = 1024


def parse_day(value: str) -> date:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise HTTPException(400)
    return date.fromisoformat(value)


def rejected(*, state: str, kind: str, scope: str) -> str | None:
    if kind != "code":
        return "unsupported"
    if len(state) > MOST:
        return "too long"
    return None if scope else "no scope"


def parse_run(run_id: str) -> UUID:
    raw = run_id[len("run_") :] if run_id.startswith("run_") else run_id
    try:
        return UUID(raw)
    except ValueError as error:
        raise HTTPException(404) from error


def at_most(limit: int) -> int:
    most = limit or MOST
    return min(most, MOST)


def cut(items: list[str], limit: int | None) -> list[str]:
    return items if limit is None or limit > len(items) else items[:limit]


class Store(ABC):
    @abstractmethod
    def users(self, limit: int) -> list[str]: ...


class SqlStore(Store):
    def users(self, limit: int) -> list[str]:
        if limit > MOST:
            limit = MOST
        return query(limit)


class Filters(BaseModel):
    take: int = Field(5, le=100)
    pages: int = 1
    size: int = 2

    def found(self) -> list[str]:
        return query(self.take, min(self.pages, MOST), self.size)
