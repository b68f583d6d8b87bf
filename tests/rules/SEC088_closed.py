# A `try` that can raise the repository's own words only, by what the functions that it calls do.
# --- app/main.py
import httpx
from fastapi import FastAPI, HTTPException

from app.checks import Table, check_member, check_stored, check_twice
from app.passwords import check_password
from app.states import get_kept_states, get_states

app = FastAPI()


@app.post("/members")
def add(role: str) -> None:
    try:
        check_member(role=role, premium=False)
    except Exception as e:
        raise HTTPException(400, detail={"error": str(e)}) from e


@app.post("/members/twice")
def add_twice(role: str) -> None:
    try:
        check_twice(role)
    except Exception as e:
        raise HTTPException(400, detail={"error": str(e)}) from e


@app.post("/members/state")
def add_by_state(state: str) -> None:
    try:
        data = get_states().read(state)
    except HTTPException:
        raise
    except Exception as e:
        raise HTTPException(400, detail=f"Invalid state: {e}") from e


@app.post("/members/kept")
def add_by_kept_state(state: str) -> None:
    try:
        data = get_kept_states().read(state)
    except HTTPException:
        raise
    except Exception as e:
        raise HTTPException(400, detail=f"Invalid state: {e}") from e  # expect: SEC088/critical


@app.post("/members/host")
def add_host(host: str) -> None:
    try:
        url = httpx.URL(host)
    except Exception as e:
        raise HTTPException(400, detail=f"Invalid host: {e}") from e


@app.post("/members/password")
def add_with_password(password: str) -> None:
    try:
        check_password(password)
    except Exception as e:
        raise HTTPException(400, detail=str(e)) from e


@app.post("/members/stored")
def add_stored(role: str) -> None:
    try:
        check_stored(role)
    except Exception as e:
        raise HTTPException(400, detail={"error": str(e)}) from e  # expect: SEC088/critical


@app.post("/members/table")
def add_to_table(role: str, table: Table) -> None:
    try:
        table.insert(role)
    except Exception as e:
        raise HTTPException(400, detail={"error": str(e)}) from e  # expect: SEC088/critical
# --- app/checks.py
from enum import Enum
from typing import Protocol


class Table(Protocol):
    def insert(self, role: str) -> None: ...


class Problem(Enum):
    premium = "That needs a licence."


def check_member(role: str | list[str], premium: bool) -> None:
    if isinstance(role, str) and role == "admin":
        if premium is not True:
            raise ValueError(f"Administrators are premium. {Problem.premium.value}")
    elif isinstance(role, list):
        for one in role:
            if one == "admin":
                raise ValueError(f"Got={one}. {Problem.premium.value}. ")


def check_twice(role: str) -> None:
    check_member(role, False)
    check_member([role], True)


def check_stored(role: str) -> None:
    check_member(role, False)
    with open("/members") as file:
        file.read()
# --- app/passwords.py
import re
from enum import Enum

from app.settings import LONGEST, RULE

PATTERN = re.compile(RULE)


class ERRORS(str, Enum):
    TOO_LONG = "Shorter, please."
    INVALID = lambda hint="": hint or "Another one, please."


def check_password(password: str) -> bool:
    if len(password.encode("utf-8")) > LONGEST:
        raise Exception(ERRORS.TOO_LONG)
    if not PATTERN.match(password):
        raise Exception(ERRORS.INVALID(RULE))
    return True
# --- app/settings.py
LONGEST = 72
RULE = ".{8,}"
# --- app/states.py
import base64
import hashlib
import hmac
import json
import time

from fastapi import HTTPException


class States:
    def __init__(self, key: str) -> None:
        self.key = key

    def read(self, state: str) -> dict:
        try:
            data = json.loads(base64.urlsafe_b64decode(state.encode()).decode())
        except Exception as e:
            raise HTTPException(status_code=400, detail=f"Invalid state: {e!s}") from e
        signature = data.pop("signature", None)
        expected = hmac.new(self.key.encode(), json.dumps(data).encode(), hashlib.sha256).hexdigest()
        if not hmac.compare_digest(signature, expected):
            raise HTTPException(status_code=400, detail="Invalid signature")
        if time.time() - data.get("timestamp", 0) > 600:
            raise HTTPException(status_code=400, detail="Expired")
        return data


class KeptStates:
    def __init__(self, path: str) -> None:
        self.path = path

    def read(self, state: str) -> dict:
        with open(self.path) as file:
            return json.load(file)[state]


class OtherStates(KeptStates): ...


def get_states() -> States:
    return States("key")


def get_kept_states() -> KeptStates:
    return KeptStates("/states")
