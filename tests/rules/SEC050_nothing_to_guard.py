# --- app/main.py
from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from app.db import load, make_session
from app.settings import settings

app = FastAPI()
TITLE = "Orders"
NOTES: list[str] = []


# ---- the request's own parts
@app.get("/items/{item_id}")
def echo(item_id: int, q: str | None = None) -> dict[str, object]:
    return {"item": item_id, "q": q, "title": TITLE}


@app.post("/double")
def double(number: int) -> int:
    return _doubled(number)


def _doubled(number: int) -> int:
    return number * 2


# ---- an error for everybody
def _gone(kind: str | None, status: int, message: str) -> Response:
    return Response(content=load(message), status_code=status, media_type=kind)


@app.post("/v1/traces")
async def traces(request: Request) -> Response:
    return _gone(request.headers.get("content-type"), 410, "Send them elsewhere.")


@app.post("/v1/plans")
def plans() -> None:
    """Is to come."""
    raise HTTPException(status_code=501)


# ---- what looks like it, and is not
@app.post("/notes")  # expect: SEC050/review
def add_note(note: str) -> dict[str, str]:
    NOTES.append(note)
    return {"note": note}


@app.get("/orders/{order_id}")  # expect: SEC050/review
def order(order_id: int) -> dict[str, object]:
    return {"order": load(order_id)}


@app.get("/counts/{name}")  # expect: SEC050/review
def counts(name: str, request: Request) -> dict[str, object]:
    return {name: request.app.counts}


@app.post("/v1/made")  # expect: SEC050/review
def made(request: Request) -> Response:
    return _gone(None, 201, "made")


# ---- flags for the page of the login, and rows
@app.get("/about")  # expect: SEC050/warning
def about(session: Session = Depends(make_session)) -> dict[str, object]:
    group = session.get(object, settings.default_group)
    return {"signup": settings.allow_signup, "demo": settings.is_demo, "group": group}


@app.get("/people")  # expect: SEC050/review
def people(session: Session = Depends(make_session)) -> list[object]:
    return session.query(object).all()


# ---- something is guarded
@app.get("/mine")
def mine(request: Request) -> object:
    if request.headers.get("x-key") != settings.key:
        raise HTTPException(401)
    return load(1)
# --- app/db.py
def make_session():
    with connect() as session:
        yield session
