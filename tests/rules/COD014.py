import collections
import datetime as dt
import os
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated

import typer
from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from app.clients import Client, Depends as Injected, now

router = APIRouter()
db = Client()


def add(item: str, basket: list[str] = []) -> list[str]:
#                                      ^^ expect: COD014 "All calls of `add` share one default value of `basket`"
    # fixed: def add(item: str, basket: list[str] | None = None) -> list[str]:
    # fixed: if basket is None:
    basket.append(item)
    return basket


def documented(options={}, *, seen=set()):  # expect: COD014, COD014
    # fixed: def documented(options=None, *, seen=None):
    """Does it."""
    seen.update(options)


def calls(a: list = list(), b=collections.defaultdict(list), c=[x for x in "ab"]):  # expect: COD014, COD014, COD014
    return a, b, c


def moment(at: dt.datetime = dt.datetime.now(), client=Client(), later=now()):
    # above expect: COD014 "The default of `at` is computed once", COD014 "`client`", COD014 "`later`"
    return at, client, later


def one_line(x=[]): return x  # expect: COD014


async def nested() -> None:
    def inner(x=[]):  # expect: COD014
        # fixed: def inner(x=None):
        x.append(1)

    inner()


class Store:
    def put(self, value, tags={}):  # expect: COD014
        self.value = value, tags


def fine(
    a=(),
    b=None,
    c=0,
    d="x",
    e=tuple(),
    f=frozenset({1}),
    g=Decimal("1.0"),
    h=dt.timedelta(days=1),
    i=re.compile("x"),
    j: Sequence[str] = [],
    k: Mapping[str, int] = {},
    l=os.getenv("HOME"),
    m=float("inf"),
    n=db,
    o=-1,
    p=lambda: [],
    q=unknown(),
):
    return a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q


def dependency(db: Client = Depends(now), q: list[str] = Query(default=[])) -> None:
    print(db, q)


def injected(db: Client = Injected(now)) -> None:
    print(db)


def command(name: str = typer.Option("x"), size: int = Field(1)) -> None:
    print(name, size)


@router.get("/x")
def endpoint(tags: list[str] = [], q: Annotated[str, Query()] = "x") -> None:
    print(tags, q)


class Model(BaseModel):
    tags: list[str] = []
# --- app/clients.py
class Client:
    pass


def Depends(function):
    return function


def now() -> float:
    return 1.0
# --- scripts/release.py
from datetime import date

import click
import typer

cli = typer.Typer()


@cli.command()
def prepare(day: str = date.today().isoformat()) -> None:
    print(day)


@click.command()
def publish(day: str = date.today().isoformat()) -> None:
    print(day)


def helper(day: str = date.today().isoformat()) -> None:  # expect: COD014
    print(day)
