# --- app/config.py
import os

from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    api_key: str
    admin_password: str
    environment: str


settings = Settings()
WEBHOOK_SECRET = os.environ["WEBHOOK_SECRET"]
TOKEN_TYPE = "bearer"

# --- app/main.py
import hashlib
import hmac
import os
from enum import Enum
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Request
from fastapi.security import HTTPBasicCredentials

from app.config import TOKEN_TYPE, WEBHOOK_SECRET, Settings, settings
from app.deps import get_settings

API_TOKEN = os.getenv("API_TOKEN")


class Token(str, Enum):
    ACCESS_TOKEN = "access"


def by_setting(x_api_key: str = Header()) -> None:
    if x_api_key != settings.api_key:
#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expect: SEC013 "The setting `api_key` is compared with `!=`"
        # fixed: if not hmac.compare_digest(x_api_key.encode(), settings.api_key.encode()):
        raise HTTPException(status_code=401)


def by_environment(token: str) -> bool:
    return os.environ["API_KEY"] == token  # expect: SEC013 "environment variable `API_KEY`"


async def by_header(request: Request) -> bool:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return given == API_TOKEN  # expect: SEC013 "environment variable `API_TOKEN`"


async def by_query(request: Request) -> bool:
    return request.query_params["secret"] == WEBHOOK_SECRET  # expect: SEC013 "environment variable `WEBHOOK_SECRET`"


LOADED_SECRET = load_secret()


async def by_loaded(request: Request) -> bool:
    return request.query_params["secret"] == LOADED_SECRET  # expect: SEC013 "constant `LOADED_SECRET`"


def by_bearer(authorization: Annotated[str, Header()]) -> bool:
    return authorization == f"Bearer {settings.api_key}"  # expect: SEC013


def by_dependency(token: str, config: Settings = Depends(get_settings)) -> bool:
    return config.api_key == token  # expect: SEC013


def by_basic(credentials: HTTPBasicCredentials) -> bool:
    return credentials.username == "admin" and credentials.password == settings.admin_password  # expect: SEC013


def by_signature(body: bytes, signature: str) -> bool:
    expected = hmac.new(WEBHOOK_SECRET.encode(), body, hashlib.sha256).hexdigest()
    return expected == signature  # expect: SEC013 "keyed digest"


EXTRA_TOKEN = "tKCsXRpJG2Tr8hzUjEcPVJ2t"


def by_literal(token: str) -> bool:
    return token == EXTRA_TOKEN  # expect: SEC013 "constant `EXTRA_TOKEN`"


class Counter:
    def __init__(self) -> None:
        self._total_tokens = count()

    def is_full(self, total_tokens: int) -> bool:
        return self._total_tokens == total_tokens


class Provider:
    _DEFAULT_API_KEY = "lemonade"

    def is_default(self, api_key: str) -> bool:
        return api_key == self._DEFAULT_API_KEY


class Guard:
    def __init__(self, api_key: str) -> None:
        self.api_key = api_key

    def allows(self, given: str) -> bool:
        return given == self.api_key  # expect: SEC013 "attribute `api_key`"


def innocent(token: str, password: str, repeated: str, user: "User", kind: str) -> bool:
    if token == "" or token is None or token == None:
        return False
    if kind == Token.ACCESS_TOKEN or kind == TOKEN_TYPE or password != repeated:
        return False
    if kind == settings.environment:
        return True
    if hashlib.sha256(token.encode()).hexdigest() == hashlib.sha256(settings.api_key.encode()).hexdigest():
        return True
    return hmac.compare_digest(token.encode(), settings.api_key.encode())


DEFAULT_API_KEY = "argilla.apikey"
NO_KEY = LEGACY_TOKEN = "none"


def defaults(api_key: str, user: "User", record: "Record") -> bool:
    return api_key == DEFAULT_API_KEY or user.api_key == API_TOKEN or record.token == LEGACY_TOKEN


async def annotated(api_key: str) -> bool:
    modified: str = f"{os.getenv('MASTER_KEY')}-1234"
    return api_key == modified  # expect: SEC013


def own_values() -> bool:
    return settings.api_key == os.environ["API_KEY"]


def query(session: "Session", token: str) -> list:
    return session.query(ApiKey).filter(ApiKey.token == token, ApiKey.secret == token).all()


def validator(self, other: "Settings") -> bool:
    return self.model == other.model


class Client:
    """A token of its own, and another that somebody gives: nothing is refused."""

    def load(self, token: str) -> None:
        if token and token != settings.api_key:
            print("another token than the client's, which is used")
        self.fetch()

    def fetch(self) -> None: ...


def refuses(token: str) -> bool:
    allowed = True
    if token != settings.api_key:  # expect: SEC013
        allowed = False
    return allowed
