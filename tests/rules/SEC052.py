# --- app/main.py
import os
from typing import Annotated

import jwt
from fastapi import Depends, FastAPI, Header, HTTPException, Request
from fastapi.responses import JSONResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.config import get_settings, settings

app = FastAPI()
bearer = HTTPBearer(auto_error=False)
DEBUG = os.getenv("DEBUG") == "1"


class User:
    name = "dev"


def decoded(token: str) -> User:
    return jwt.decode(token, settings.key, algorithms=["HS256"])


def by_flag(creds: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]) -> User:
    if DEBUG:  # expect: SEC052/review "`by_flag` leaves out the check of credentials depending on `DEBUG` (2 endpoints)"
        return User()
    if creds is None:
        raise HTTPException(401)
    return decoded(creds.credentials)


def by_environment(creds: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]) -> User:
    if get_settings().environment == "local" and creds is None:  # expect: SEC052
        return User()
    if creds is None:
        raise HTTPException(401)
    return decoded(creds.credentials)


def wrapped(creds: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]) -> User | None:
    if settings.auth_enabled:  # expect: SEC052
        if creds is None:
            raise HTTPException(401)
        return decoded(creds.credentials)
    return None


def by_magic(x_token: Annotated[str, Header()]) -> User:
    if x_token == "let-me-in-please":  # expect: SEC052 "a certain literal"
        return User()
    return jwt.decode(x_token, settings.key, algorithms=["HS256"])


def by_literal_only(x_token: Annotated[str, Header()]) -> User:
    if x_token == "the-only-secret":
        return User()
    raise HTTPException(401)


def by_kind(creds: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]) -> User:
    if creds is None:
        raise HTTPException(401)
    if settings.use_rs256:
        return jwt.decode(creds.credentials, settings.public_key, algorithms=["RS256"])
    return decoded(creds.credentials)


@app.middleware("http")
async def guard(request: Request, call_next):
    if os.environ.get("SKIP_AUTH"):  # expect: SEC052
        return await call_next(request)
    if request.headers.get("X-Gateway-Token") is None:
        return JSONResponse({}, status_code=401)
    decoded(request.headers["X-Gateway-Token"])
    return await call_next(request)


@app.get("/a")
def a(user: Annotated[User, Depends(by_flag)]) -> str:
    return user.name


@app.get("/b")
def b(user: Annotated[User, Depends(by_flag)]) -> str:
    return user.name


@app.get("/c")
def c(user: Annotated[User, Depends(by_environment)]) -> str:
    return user.name


@app.get("/d")
def d(user: Annotated[User, Depends(wrapped)]) -> str:
    return user.name


@app.get("/e")
def e(user: Annotated[User, Depends(by_magic)]) -> str:
    return user.name


@app.get("/f")
def f(user: Annotated[User, Depends(by_kind)]) -> str:
    return user.name


@app.get("/g")
def g(user: Annotated[User, Depends(by_literal_only)]) -> str:
    return user.name


# --- app/config.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    environment: str
    key: str
    public_key: str
    auth_enabled: bool = True
    use_rs256: bool = False


settings = Settings()


def get_settings() -> Settings:
    return settings
