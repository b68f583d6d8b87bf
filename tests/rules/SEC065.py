# --- app/main.py
from typing import Annotated

from fastapi import APIRouter, Cookie, Depends, FastAPI, Form, HTTPException, Request, Response
from fastapi.security import APIKeyCookie, HTTPBearer
from pydantic import BaseModel
from starlette.middleware.sessions import SessionMiddleware

from app.names import COOKIE
from app.sessions import find_user, start

app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key="x", https_only=True, same_site="none")  # expect: SEC065 "`session`"
scheme = APIKeyCookie(name="sid")


class Change(BaseModel):
    name: str


@app.post("/login")
def login(response: Response, name: str, password: str) -> None:
    response.set_cookie("sid", start(name, password), secure=True, samesite="none")  # expect: SEC065/review "Browsers send cookie `sid` with requests of other sites, and 2 endpoints that it signs in change something on a plain form's word: `POST /account/close`, …"
    response.set_cookie("state", "x", samesite="none")
    response.set_cookie("theme", "x", samesite="lax")


@app.post("/login2")
def login_again(response: Response, name: str) -> None:
    response.set_cookie(key=COOKIE, value=name, samesite="None")  # expect: SEC065 "`session_id`"


def get_user(sid: Annotated[str, Depends(scheme)]) -> str:
    user = find_user(sid)
    if user is None:
        raise HTTPException(401)
    return user


def get_other(session_id: Annotated[str | None, Cookie()] = None) -> str:
    user = find_user(session_id)
    if user is None:
        raise HTTPException(401)
    return user


def get_from_session(request: Request) -> str:
    user = find_user(request.session.get("user"))
    if user is None:
        raise HTTPException(401)
    return user


def get_bearer(token: Annotated[str, Depends(HTTPBearer())]) -> str:
    user = find_user(token)
    if user is None:
        raise HTTPException(401)
    return user


@app.post("/account/close")
def close(user: Annotated[str, Depends(get_user)]) -> str:
    return user


@app.post("/account/name")
def rename(name: Annotated[str, Form()], user: Annotated[str, Depends(get_user)]) -> str:
    return name


@app.post("/account/json")
def rename_by_json(change: Change, user: Annotated[str, Depends(get_user)]) -> str:
    return change.name


@app.delete("/account")
def delete(user: Annotated[str, Depends(get_user)]) -> str:
    return user


@app.get("/account")
def read(user: Annotated[str, Depends(get_user)]) -> str:
    return user


@app.post("/other")
def other(user: Annotated[str, Depends(get_other)]) -> str:
    return user


@app.post("/session")
def session(user: Annotated[str, Depends(get_from_session)]) -> str:
    return user


@app.post("/bearer")
def bearer(user: Annotated[str, Depends(get_bearer)]) -> str:
    return user


# --- app/names.py
COOKIE = "session_id"


# --- app/sessions.py
def find_user(sid: str | None) -> str | None: ...


def start(name: str, password: str) -> str: ...
