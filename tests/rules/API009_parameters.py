# What a call leaves at a constant, or gives as one, decides which branches of the callee run.
from fastapi import FastAPI, HTTPException
from fastapi.concurrency import run_in_threadpool

from app.teams import Teams, check_all, either, find, insert, limit, limit_quietly, loop, nested
from app.teams import rebound, spend, write

app = FastAPI()
teams = Teams()


@app.get("/a")
def a() -> int:
    return spend("x")


@app.get("/b")  # expect: API009 "can answer 503"
def b() -> int:
    return spend("x", new=1)


@app.get("/c")
def c() -> int:
    return spend("x", None)


@app.get("/d")  # expect: API009 "can answer 503"
def d(new: int | None = None) -> int:
    return spend("x", new)


@app.get("/e")
def e() -> int:
    return check_all()


@app.get("/f")  # expect: API009 "can answer 503"
def f() -> int:
    return check_all(2)


@app.get("/g")
def g() -> int:
    return find("x", required=False)


@app.get("/h")  # expect: API009 "can answer 404"
def h() -> int:
    return find("x")


@app.get("/i")  # expect: API009 "can answer 503"
def i() -> int:
    return rebound()


@app.get("/j")
def j() -> int:
    return teams.read("x")


@app.get("/k")  # expect: API009 "can answer 409"
def k() -> int:
    return teams.read("x", True)


@app.get("/l")  # expect: API009 "can answer 503"
async def l() -> int:
    return await run_in_threadpool(spend, "x", 1)


@app.get("/m")  # expect: API009 "can answer 503"
def m(options: dict) -> int:
    return spend("x", **options)


@app.get("/n")
def n() -> int:
    return nested()


@app.get("/o")  # expect: API009 "can answer 503"
def o(quiet: bool = False) -> int:
    if not quiet:
        raise HTTPException(503)
    return 1


@app.get("/p")  # expect: API009 "can answer 422 and 429"
def p() -> int:
    return either()


@app.get("/q")  # expect: API009 "can answer 401"
def q() -> int:
    return limit()


@app.get("/r")
def r() -> int:
    return limit_quietly()


@app.get("/s")  # expect: API009 "can answer 503"
def s() -> int:
    return spend("x") + spend("y", 1)
@app.get("/t")  # expect: API009 "can answer 400"
def t() -> int:
    return write(1)


@app.get("/u")  # expect: API009 "can answer 400 and 409"
def u() -> int:
    return write(1, current=2)


@app.get("/v")  # expect: API009 "can answer 409"
def v() -> int:
    return loop()


@app.get("/w")
def w() -> int:
    return insert("config")


@app.get("/x")  # expect: API009 "can answer 403"
def x() -> int:
    return insert(table="user")


@app.get("/y")  # expect: API009 "can answer 402, 403 and 404"
def y(table: str) -> int:
    return insert(table)


@app.get("/z")  # expect: API009 "can answer 404"
def z() -> int:
    return insert("team")
# --- app/teams.py
from fastapi import HTTPException


def spend(name: str, new: int | None = None) -> int:
    if new is not None:
        raise HTTPException(503)
    return 1


def check_all(new: int | None = None) -> int:
    return spend("x", new=new)


def find(name: str, *, required: bool = True) -> int:
    if not name and required:
        raise HTTPException(404)
    return 1


def rebound(new: int | None = None) -> int:
    new = new or 1
    if new is not None:
        raise HTTPException(503)
    return new


def nested(strict: bool = False) -> int:
    for one in range(3):
        if one:
            if not strict:
                continue
            else:
                raise HTTPException(409)
    return 1


def either(strict: bool = False, quiet: bool = False) -> int:
    if strict or not quiet:
        raise HTTPException(422)
    if strict:
        raise HTTPException(429)
    raise HTTPException(429)


def limit(check: bool = False) -> int:
    if check:
        raise HTTPException(401)
    return current()


def limit_quietly(check: bool = False) -> int:
    if check:
        raise HTTPException(401)
    try:
        return current()
    except HTTPException:
        return 1


def write(form: int, current: int | None = None) -> int:
    if form == 0:
        raise HTTPException(400)
    if current is None:
        current = form
    else:
        if form > 3:
            raise HTTPException(409)
    return current


def loop(current: int | None = None) -> int:
    for one in range(3):
        if current is None:
            current = one
        else:
            raise HTTPException(409)
    return 1


def insert(table: str) -> int:
    try:
        if table == "key":
            raise HTTPException(402)
        elif table == "user":
            raise HTTPException(403)
        elif table != "config":
            raise HTTPException(404)
    finally:
        print(table)
    return 1


def current() -> int:
    raise HTTPException(401)


class Teams:
    def read(self, name: str, strict: bool = False) -> int:
        if strict:
            raise HTTPException(409)
        return 1
