# A `try` that can raise the repository's own words only, by what the functions that it calls do.
# --- app/main.py
from fastapi import FastAPI, HTTPException

from app.checks import Table, check_member, check_stored, check_twice

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
