# --- app/core/config.py
from pydantic import PostgresDsn, SecretStr
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    secret_key: str
    api_token: SecretStr
    database_url: str
    max_tokens: int = 4000
    token_url: str = "/token"


class Quiet(BaseSettings):
    secret_key: SecretStr
    project: str = "orders"


settings = Settings()
quiet = Quiet()
# --- app/models.py
from dataclasses import dataclass, field

from pydantic import BaseModel, Field, SecretStr
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlmodel import SQLModel


class Login(BaseModel):
    email: str
    password: str


class SafeLogin(BaseModel):
    email: str
    password: SecretStr


class Signup(Login):
    name: str


class Registration(BaseModel):
    plan: str
    login: Login


class Hidden(BaseModel):
    password: str = Field(repr=False)


class Own(BaseModel):
    password: str

    def __repr__(self) -> str:
        return "Own(...)"


class Flags(BaseModel):
    has_password: bool
    token_count: int
    max_tokens: int
    token_type: str
    secret_name: str
    hashed_password: str


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    password: Mapped[str]


class Card(SQLModel, table=True):
    card_number: str


@dataclass
class Credentials:
    user: str
    api_key: str


@dataclass
class Masked:
    user: str
    api_key: str = field(repr=False)
# --- app/log.py
import logging

logger = logging.getLogger("app")


def log_event(event: str, data) -> None:
    logger.info("%s %s", event, data)  # expect: LOG004/review "`password`"


def log_text(text: str) -> None:
    logger.info(text)
# --- app/main.py
import getpass
import hashlib
import json
import logging
import os

import structlog
from fastapi import Cookie, Depends, FastAPI, Header, HTTPException, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer, OAuth2PasswordRequestForm
from loguru import logger as loguru_logger

from app.core.config import quiet, settings
from app.log import log_event, log_text
from app.models import (
    Card,
    Credentials,
    Flags,
    Hidden,
    Login,
    Masked,
    Own,
    Registration,
    SafeLogin,
    Signup,
    User,
)

app = FastAPI()
logger = logging.getLogger(__name__)
events = structlog.get_logger()


@app.post("/login")
def login(data: Login, form: OAuth2PasswordRequestForm = Depends()) -> None:
    logger.info("password %s", data.password)  # expect: LOG004/critical "`data.password`"
    logger.info(f"login with {data.password!r}")  # expect: LOG004/critical
    logger.info("login " + data.password)  # expect: LOG004/critical
    logger.info("login {}".format(data.password))  # expect: LOG004/critical
    logger.info("login %s" % data.password)  # expect: LOG004/critical
    logger.info("login %s", data)  # expect: LOG004/critical "`Login.password`"
    logger.info("login %s", data.model_dump())  # expect: LOG004/critical "`Login.password`"
    logger.info("login %s", data.model_dump(include={"password"}))  # expect: LOG004/critical
    logger.info("login", extra={"body": data.dict()})  # expect: LOG004/critical
    logger.info("login %s", json.dumps(data.model_dump()))  # expect: LOG004/critical
    logger.info("form %s", form.password)  # expect: LOG004/critical "`form.password`"
    logger.info("login %s", data.model_dump(exclude={"password"}))
    logger.info("login %s", data.model_dump(include={"email"}))
    logger.info("wrong password")
    logger.info("password reset for %s", data.email)
    logger.info("password of length %d", len(data.password))
    logger.info("has password: %s", bool(data.password))
    logger.info("password given: %s", data.password is not None)
    logger.info("password %s", "*" * len(data.password))
    logger.info("password %s", hashlib.sha256(data.password.encode()).hexdigest())
    logger.info("password %s", "***" if data.password else None)
    logger.info("password %.3s…", data.password)


@app.post("/signup")
def signup(data: Signup, safe: SafeLogin, nested: Registration) -> None:
    logger.info("%s", data)  # expect: LOG004/critical "`Login.password`"
    logger.info("%s", nested)  # expect: LOG004/critical "`Login.password`"
    logger.info(safe)
    logger.info("%s", safe.model_dump())
    logger.info("%s", safe.password)
    logger.info("%s", safe.password.get_secret_value())  # expect: LOG004/critical
    copied = data.password
    logger.info("%s", copied)  # expect: LOG004/critical "`data.password`"


def objects(hidden: Hidden, own: Own, flags: Flags, user: User, card: Card) -> None:
    logger.info("%s %s %s", hidden, own, flags)
    logger.info("%s", user)
    logger.info("%s", user.__dict__)  # expect: LOG004/critical "`User.password`"
    logger.info("%s", vars(user))  # expect: LOG004/critical
    logger.info("%s", user.password)  # expect: LOG004/critical
    logger.info("%s", card)  # expect: LOG004/critical "`Card.card_number`"
    logger.info("%s %s", flags.token_count, flags.max_tokens)
    logger.info("%s %s %s", flags.token_type, flags.secret_name, flags.has_password)
    logger.info("%s", hidden.model_dump())  # expect: LOG004/critical
    logger.info("%s", Credentials("me", "k"))  # expect: LOG004/critical "`Credentials.api_key`"
    logger.info("%s", Masked("me", "k"))


def configuration() -> None:
    logger.info("starting with %s", settings)  # expect: LOG004/critical "`Settings.secret_key`"
    logger.info("key %s", settings.secret_key)  # expect: LOG004/critical "`settings.secret_key`"
    logger.info("database %s", settings.database_url)  # expect: LOG004/review
    logger.info("environment %s", os.environ)  # expect: LOG004/critical "`os.environ`"
    logger.info("environment %s", dict(os.environ))  # expect: LOG004/critical
    logger.info("key %s", os.environ["API_KEY"])  # expect: LOG004/critical
    logger.info("key %s", os.getenv("STRIPE_SECRET_KEY"))  # expect: LOG004/critical
    logger.info("key %s", os.environ.get("AWS_SECRET_ACCESS_KEY"))  # expect: LOG004/critical
    key = os.environ["OPENAI_API_KEY"]
    logger.info("using %s", key)  # expect: LOG004/critical "`OPENAI_API_KEY`"
    logger.info("%s", quiet)
    logger.info("%s %s", settings.api_token, settings.max_tokens)
    logger.info("%s %s", settings.token_url, os.environ["HOME"])
    logger.info("%s", os.getenv("API_KEY") is not None)


bearer = HTTPBearer()


@app.get("/me")
def me(
    request: Request,
    credentials: HTTPAuthorizationCredentials = Depends(bearer),
    authorization: str = Header(),
    session: str | None = Cookie(None),
) -> None:
    logger.info(credentials.credentials)  # expect: LOG004/critical "`credentials.credentials`"
    logger.info(authorization)  # expect: LOG004/critical "`authorization`"
    logger.info(request.headers["Authorization"])  # expect: LOG004/critical "`Authorization`"
    logger.info(request.headers.get("x-api-key"))  # expect: LOG004/critical "`x-api-key`"
    logger.info("%s", request.cookies)  # expect: LOG004/critical "`request.cookies`"
    logger.info("%s", request.headers.get("user-agent"))
    logger.info("%s", request.url.path)
    if not authorization:
        logger.warning("no authorization: %s", authorization)
        raise HTTPException(401)
    if authorization is None:
        logger.warning("no authorization: %s", authorization)
    else:
        logger.warning("authorization: %s", authorization)  # expect: LOG004/critical


def names(token, access_token: str, secret, api_key, password, client_secret: str) -> None:
    logger.info("token %s", token)  # expect: LOG004/review "`token`"
    logger.info("token %s", access_token)  # expect: LOG004/critical "`access_token`"
    logger.info("secret %s", secret)  # expect: LOG004/review
    logger.info("key %s", api_key)  # expect: LOG004/review
    logger.info("password %s", password)  # expect: LOG004/critical
    logger.info("x", extra={"secret": client_secret})  # expect: LOG004/critical
    events.info("login", password=password)  # expect: LOG004/critical
    events.bind(token=access_token)  # expect: LOG004/critical
    loguru_logger.info("login {}", password)  # expect: LOG004/critical
    loguru_logger.bind(a=1).info("login {p}", p=password)  # expect: LOG004/critical
    print("password", password)  # expect: LOG004/review
    logger.info("%s", access_token[:4])
    logger.info("%s", f"{access_token[:4]}…{access_token[-4:]}")
    logger.info("%s", mask(access_token))
    logger.info("%s %s", access_token.startswith("ey"), len(access_token))
    masked_token = access_token
    logger.info("%s", masked_token)
    token = mask(token)
    logger.info("%s", token)
    api_key = "***"
    logger.info("%s", api_key)
    events.info("login", token=mask(password), password="***", secret=bool(secret))


def by_key(data: dict, value: str) -> None:
    logger.info("%s", data["password"])  # expect: LOG004/critical "`password`"
    logger.info("%s", data.get("access_token"))  # expect: LOG004/review
    logger.info("%s", {"password": value})  # expect: LOG004/review "`value`"
    logger.info("%s", data["token_type"])
    logger.info("%s", data.get("next_page_token"))
    logger.info("%s", {"password": "***", "token": None})


def loops(api_keys: list[str]) -> None:
    for api_key in api_keys:
        logger.debug("key %s", api_key)  # expect: LOG004/critical


def language(tokens: list[str], tokenizer, prompt_tokens: int, usage) -> None:
    for token in tokens:
        logger.debug("token %s", token)
    logger.debug("%s %s", tokens, prompt_tokens)
    logger.debug("%s", [token for token in tokens])
    logger.debug("%s %s", usage.total_tokens, usage.completion_tokens)
    logger.debug("%s", tokenizer)
    token = tokens[0].replace("</w>", " ")
    logger.debug("%s", token)
    logger.debug("%s", usage.max_tokens)
    time_to_first_token = usage.seconds
    logger.debug("%s", time_to_first_token)


class PasswordError(Exception):
    pass


def errors(user_id: int) -> None:
    try:
        raise PasswordError("wrong")
    except PasswordError as password_error:
        logger.warning("%s %s", PasswordError, password_error)
    logger.info("%s", getpass.getpass)
    logger.info("%s", login)
    log_event("login", {"password": user_id})
    log_event("login", {"password": load_password()})


def handed_on(password: str, user_id: int) -> None:
    log_event("login", password)
    log_text("user " + str(user_id))


def development(password: str, worker_id: Login, lock, context) -> None:
    if settings.is_development():
        logger.info("password %s", password)  # expect: LOG004/suggestion
    logger.info("worker %s", worker_id)
    logger.info("lock %s", lock.local.token)
    token = context.get("startPageToken") or context.get("start_page_token")
    logger.info("from %s", token)
    token = context.set("x")
    logger.info("reset with %s", token)
    X_USER_HEADER_JWT = context.name
    logger.info("header %s", X_USER_HEADER_JWT)
    session_id = context.session_id
    logger.info("session %s", session_id)
    key_name = password
    logger.info("key %s", key_name)
    log_named(name=password)


def log_named(name: str) -> None:
    logger.info("secret %s", name)


def mask(text: str) -> str:
    return "***"


def load_password() -> str:
    return input()
# --- app/cli/login.py
import logging


def show(password: str) -> None:
    print(password)
# --- tests/test_login.py
import logging

logger = logging.getLogger(__name__)


def test_login(password: str) -> None:
    logger.info(password)

# --- app/claims.py
import logging

from jose import jwt

from app.core.config import settings

logger = logging.getLogger(__name__)


def read_claims(token: str, role_key: str, service_role_key: str) -> dict:
    payload = jwt.decode(token, settings.secret_key, algorithms=["HS256"])
    logger.debug("claims: %s", payload)
    email_from_token_str = payload["sub"]
    logger.info("asked by %s as %s", email_from_token_str, role_key)
    logger.info("key %s", service_role_key)  # expect: LOG004
    return payload
# --- app/files_of_credentials.py
import logging
from uuid import UUID

logger = logging.getLogger(__name__)


def load(path: str) -> None:
    logger.info("loading %s", path)


def load_all(credentials: list[str], raw: str) -> None:
    for credential in credentials:
        load(credential)
    for part in raw.split(","):
        token = part.strip()
        try:
            UUID(token)
        except ValueError:
            logger.warning("no UUID: %s", token)


def empty(debug_token: str) -> None:
    logger.warning("dispatch:empty ref=%s", debug_token)
# --- app/kept_in_files.py
import logging
import os
from pathlib import Path

logger = logging.getLogger(__name__)


def details(identifier: str) -> str:
    if os.path.isfile(identifier):
        logger.debug("credentials are in %s", identifier)
        return Path(identifier).name
    return identifier


def used(identifier: str) -> str:
    if os.path.isfile(identifier):
        return identifier
    logger.debug("used %s", identifier)  # expect: LOG004/review
    return identifier


def stable_id(accessor: str) -> str:
    path = Path(accessor)
    try:
        return path.read_text()
    except OSError:
        logger.warning("cannot read %s", accessor)
    return accessor


def take(client, api_key: str) -> str:
    used(client.api_key)
    return details(client.api_key) + stable_id(api_key)
# --- app/header_names.py
import logging

logger = logging.getLogger(__name__)


def add(headers: dict, auth_header: str, value: str) -> None:
    logger.info("using %s", auth_header)
    headers[auth_header.lower()] = value
# --- app/stores.py
import logging
import os

logger = logging.getLogger(__name__)


def connect() -> None:
    endpoint = os.getenv("MINIO_ENDPOINT", "minio:9000")
    access_key = os.getenv("STORE_ACCESS_KEY", "")
    secret_key = os.getenv("STORE_SECRET_KEY", "")
    logger.info("store=%s access_key=%s", endpoint, access_key)
    logger.info("secret=%s", secret_key)  # expect: LOG004
# --- app/maps.py
import logging

logger = logging.getLogger(__name__)


def show(access_key: str) -> None:
    logger.info("key=%s", access_key)  # expect: LOG004
