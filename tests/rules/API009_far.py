# A status at the end of a long chain of calls is no proof.
from fastapi import FastAPI, HTTPException

from app.chain import first

app = FastAPI()


@app.get("/both")  # expect: API009/warning "`both` (`GET /both`) can answer 403, which"
def both(kind: str) -> int:
    if not kind:
        raise HTTPException(403)
    return first(kind)


@app.get("/far")
def far(kind: str) -> int:
    return first(kind)
# --- app/chain.py
from fastapi import HTTPException


def first(kind: str) -> int:
    return second(kind)


def second(kind: str) -> int:
    return third(kind)


def third(kind: str) -> int:
    return fourth(kind)


def fourth(kind: str) -> int:
    if kind == "of another path":
        raise HTTPException(400)
    return 1
