# --- app/main.py
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException
from fastapi.security import APIKeyHeader, HTTPBearer, OAuth2PasswordBearer

from app.deps import (
    User,
    checked,
    forwarded,
    get_optional_user,
    or_nobody,
    swallowing,
    undemanding,
    verified_by_hand,
)

app = FastAPI()
oauth2 = OAuth2PasswordBearer(tokenUrl="login")
api_key = APIKeyHeader(name="X-API-Key")


@app.get("/present")
def present(token: str = Depends(oauth2)) -> str:  # expect: SEC051/critical "`Depends(oauth2)` only sees that `present` gets some credentials"
    return "anything"


@app.get("/key", dependencies=[Depends(api_key)])  # expect: SEC051
def by_key() -> str:
    return "anything"


@app.get("/handled")
def handled(token: Annotated[str, Depends(oauth2)]) -> str:
    user = verified_by_hand(token)
    if user is None:
        raise HTTPException(401)
    return "mine"


@app.get("/swallowing")
def a(user: Annotated[User, Depends(swallowing)]) -> str:
    return "a"


@app.get("/swallowing/2")
def b(user: Annotated[User, Depends(swallowing)]) -> str:
    return "b"


@app.get("/minds")
def minds(user: Annotated[User, Depends(swallowing)]) -> str:
    if not user:
        raise HTTPException(401)
    return "a"


@app.get("/undemanding")
def c(user: Annotated[User, Depends(undemanding)]) -> str:
    return "c"


@app.get("/checked")
def d(user: Annotated[User, Depends(checked)]) -> str:
    return "d"


@app.get("/optional")
def e(user: Annotated[User | None, Depends(get_optional_user)]) -> str:
    return "e"


@app.get("/nobody")
def f(user: Annotated[User | None, Depends(or_nobody)]) -> str:
    return "f"


@app.get("/forwarded")
def g(user: Annotated[dict, Depends(forwarded)]) -> str:
    return "g"


# --- app/deps.py
import hmac
import os

import httpx
import jwt
from fastapi import Depends, Header, HTTPException, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer, OAuth2PasswordBearer

bearer = HTTPBearer(auto_error=False)
oauth2 = OAuth2PasswordBearer(tokenUrl="login")


class User:
    name: str


def swallowing(creds: HTTPAuthorizationCredentials = Depends(bearer)) -> User:  # expect: SEC051/critical "lets requests without credentials pass, and 2 endpoints"
    try:
        return jwt.decode(creds.credentials, os.environ["KEY"], algorithms=["HS256"])
    except Exception:
        return None


def undemanding(creds=Depends(bearer)):  # expect: SEC051/review
    if creds:
        return jwt.decode(creds.credentials, os.environ["KEY"], algorithms=["HS256"])
    return User()


def checked(creds: HTTPAuthorizationCredentials = Depends(bearer)) -> User:
    if creds is None:
        raise HTTPException(status_code=401)
    try:
        return jwt.decode(creds.credentials, os.environ["KEY"], algorithms=["HS256"])
    except jwt.InvalidTokenError:
        raise HTTPException(status_code=401) from None


def get_optional_user(creds: HTTPAuthorizationCredentials = Depends(bearer)) -> User | None:
    return verified_by_hand(creds.credentials) if creds else None


def or_nobody(x_token: str = Header("")) -> User | None:
    if hmac.compare_digest(x_token, os.environ["KEY"]):
        return User()
    return None


def forwarded(token: str = Depends(oauth2)) -> dict:
    return httpx.get("https://users.example.com/me", headers={"Authorization": token}).json()


def verified_by_hand(token: str) -> User | None:
    if token == os.environ["KEY"]:
        return User()
    return None
# --- app/literal.py
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import APIKeyHeader

header = APIKeyHeader(name="X-API-Key")
api_key: str = "swordfish"
app = FastAPI()


@app.get("/all")
def compared(given: str = Depends(header)) -> list[int]:
    if given != api_key:
        raise HTTPException(401)
    return [1]
