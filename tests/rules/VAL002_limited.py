# Text that the function limits itself, or a function that it hands it to.
# --- app/main.py
import re
from datetime import date
from enum import Enum
from typing import Annotated

from fastapi import FastAPI, Header, HTTPException

from app.checks import parse_day, rejected
from states import manager

app = FastAPI()
SLUG = re.compile("[a-z]{1,30}")
KNOWN = {"asc", "desc"}
MODELS = [{"slug": "a", "on": "1"}]


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
    return refusal or scope


@app.get("/sorted")
def ordered(order: str, slug: str, color: str, name: str) -> str:  # expect: VAL002 "text of `name`"
    if order not in KNOWN:
        raise HTTPException(400)
    if not SLUG.fullmatch(slug):
        raise HTTPException(400)
    if name == "":
        raise HTTPException(400)
    return f"{Color(color)}{slug}{name}"


@app.get("/models/{slug}")
def model(slug: str) -> dict[str, str]:
    for one in MODELS:
        if one.get("on") and one["slug"] == slug:
            return one
    raise HTTPException(404)


@app.get("/callback")
def callback(state: str, code: str, key: Annotated[str, Header()]) -> str:  # expect: VAL002 "text of `code`, `key`"
    return manager().validate_state(state) + code + key
# --- app/checks.py
import re
from datetime import date

from fastapi import HTTPException

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
