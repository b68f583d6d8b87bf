# Tokens that were made for something else, and let somebody in.
# --- app/main.py
from fastapi import FastAPI

from app import direct, mails, one_data, one_helper, taken_as, typed_model

app = FastAPI()
for module in (direct, mails, one_data, one_helper, taken_as, typed_model):
    app.include_router(module.router)

# --- app/settings.py
from pydantic import SecretStr
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    direct_key: SecretStr
    mail_key: str
    data_key: str
    helper_key: str
    taken_key: str
    model_key: str


settings = Settings()

# --- app/users.py
class Users:
    def find(self, key: str) -> str | None:
        return {"1": "ada"}.get(key)


users = Users()

# --- app/direct.py
# Both are signed with what they are for, and the guard does not ask.
from datetime import datetime, timedelta, timezone

import jwt
from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

from app.settings import settings
from app.users import users

router = APIRouter()
bearer = OAuth2PasswordBearer(tokenUrl="login")


def create_access_token(user_id: str) -> str:
    expires = datetime.now(timezone.utc) + timedelta(minutes=15)
    claims = {"sub": user_id, "exp": expires, "type": "access"}
    return jwt.encode(claims, settings.direct_key.get_secret_value(), algorithm="HS256")


def create_refresh_token(user_id: str) -> str:
    expires = datetime.now(timezone.utc) + timedelta(days=30)
    claims = {"sub": user_id, "exp": expires, "type": "refresh"}
    return jwt.encode(claims, settings.direct_key.get_secret_value(), algorithm="HS256")


def current_user(token: str = Depends(bearer)) -> str:
    try:
        claims = jwt.decode(token, settings.direct_key.get_secret_value(), algorithms=["HS256"])  # expect: SEC057/review "`current_user` takes refresh tokens (`create_refresh_token`)" "so those in use stay good"
    except jwt.PyJWTError:
        raise HTTPException(401)
    user = users.find(claims["sub"])
    if user is None:
        raise HTTPException(401)
    return user


@router.post("/direct/login")
def login(name: str) -> dict[str, str]:
    user_id = name.lower()
    return {"access": create_access_token(user_id), "refresh": create_refresh_token(user_id)}


@router.get("/direct/me")
def me(user: str = Depends(current_user)) -> str:
    return user

# --- app/mails.py
# An id in the one, an address in the other: nobody gets in, by luck.
from datetime import datetime, timedelta, timezone
from typing import Any

import jwt
from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

from app.settings import settings
from app.users import users

router = APIRouter()
bearer = OAuth2PasswordBearer(tokenUrl="login")


def create_access_token(subject: Any) -> str:
    expires = datetime.now(timezone.utc) + timedelta(minutes=15)
    return jwt.encode({"sub": str(subject), "exp": expires}, settings.mail_key, algorithm="HS256")


def create_reset_token(email: str) -> str:
    expires = datetime.now(timezone.utc) + timedelta(hours=2)
    return jwt.encode({"sub": email, "exp": expires}, settings.mail_key, algorithm="HS256")


def current_user(token: str = Depends(bearer)) -> str:
    try:
        claims = jwt.decode(token, settings.mail_key, algorithms=["HS256"])  # expect: SEC057/warning "nothing but the value of `sub` tells password reset tokens (`create_reset_token`)" "an e-mail address in these, a user's id in access tokens"
    except jwt.PyJWTError:
        raise HTTPException(401)
    user = users.find(claims["sub"])
    if user is None:
        raise HTTPException(401)
    return user


@router.post("/mails/login")
def login(user_id: str) -> str:
    return create_access_token(user_id)


@router.post("/mails/forgot")
def forgot(email: str) -> str:
    return create_reset_token(email)


@router.get("/mails/me")
def me(user: str = Depends(current_user)) -> str:
    return user

# --- app/one_data.py
# One dict for both, and a function that decodes for whoever asks.
from datetime import datetime, timedelta, timezone

from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer
from jose import JWTError, jwt

from app.settings import settings
from app.users import users

router = APIRouter()
bearer = OAuth2PasswordBearer(tokenUrl="login")


def create_access_token(data: dict[str, str]) -> str:
    to_encode = data.copy()
    to_encode.update({"exp": datetime.now(timezone.utc) + timedelta(minutes=15)})
    return jwt.encode(to_encode, settings.data_key, algorithm="HS256")


def create_refresh_token(data: dict[str, str]) -> str:
    to_encode = data.copy()
    to_encode.update({"exp": datetime.now(timezone.utc) + timedelta(days=30), "kind": "refresh"})
    return jwt.encode(to_encode, settings.data_key, algorithm="HS256")


def decode(token: str) -> dict[str, str]:
    try:
        return jwt.decode(token, settings.data_key, algorithms=["HS256"])
    except JWTError:
        raise HTTPException(401)


def current_user(token: str = Depends(bearer)) -> str:
    payload = decode(token)  # expect: SEC057/review "takes refresh tokens" "into the payload of the access tokens in `create_access_token`; then in `current_user` refuse the token"
    user = users.find(payload["sub"])
    if user is None:
        raise HTTPException(401)
    return user


@router.post("/data/login")
def login(user_id: str) -> dict[str, str]:
    data = {"sub": user_id}
    return {"access": create_access_token(data), "refresh": create_refresh_token(data)}


@router.post("/data/refresh")
def renew(refresh_token: str) -> str:
    payload = decode(refresh_token)
    if payload.get("kind") != "refresh":
        raise HTTPException(401)
    return create_access_token({"sub": payload["sub"]})


@router.get("/data/me")
def me(user: str = Depends(current_user)) -> str:
    return user

# --- app/one_helper.py
# The one is signed by way of the other.
from datetime import datetime, timedelta, timezone

import jwt
from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

from app.settings import settings
from app.users import users

router = APIRouter()
bearer = OAuth2PasswordBearer(tokenUrl="login")


class Signer:
    def __init__(self) -> None:
        self.key = settings.helper_key

    def create_access_token(self, data: dict[str, str], minutes: int = 15) -> str:
        expires = datetime.now(timezone.utc) + timedelta(minutes=minutes)
        return jwt.encode({**data, "exp": expires}, self.key, algorithm="HS256")


signer = Signer()


def create_invitation_token(user_id: str) -> str:
    return signer.create_access_token({"sub": user_id}, minutes=60 * 24)


def current_user(token: str = Depends(bearer)) -> str:
    try:
        claims = jwt.decode(token, signer.key, algorithms=["HS256"])  # expect: SEC057/review "invitation tokens (`create_invitation_token`)" "Give `Signer.create_access_token` a parameter for what a token is for"
    except jwt.PyJWTError:
        raise HTTPException(401)
    user = users.find(claims["sub"])
    if user is None:
        raise HTTPException(401)
    return user


@router.post("/helper/login")
def login(user_id: str) -> str:
    return signer.create_access_token({"sub": user_id})


@router.get("/helper/me")
def me(user: str = Depends(current_user)) -> str:
    return user


@router.post("/helper/invite")
def invite(user_id: str, user: str = Depends(current_user)) -> str:
    return create_invitation_token(user_id)


# --- app/taken_as.py
# What takes it says what it is for.
from datetime import datetime, timedelta, timezone

import jwt
from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

from app.settings import settings
from app.users import users

router = APIRouter()
bearer = OAuth2PasswordBearer(tokenUrl="login")


def create_tokens(user_id: str) -> tuple[str, str]:
    now = datetime.now(timezone.utc)
    claims = {"sub": user_id, "exp": now + timedelta(minutes=15)}
    access_token = jwt.encode(claims, settings.taken_key, algorithm="HS256")
    longer = {"sub": user_id, "exp": now + timedelta(days=30)}
    refresh_token = jwt.encode(longer, settings.taken_key, algorithm="HS256")
    return access_token, refresh_token


def current_claims(token: str = Depends(bearer)) -> dict[str, str]:
    try:
        return jwt.decode(token, settings.taken_key, algorithms=["HS256"])  # expect: SEC057/review "`current_claims` takes refresh tokens (`create_tokens`)"
    except jwt.PyJWTError:
        raise HTTPException(401)


@router.post("/taken/login")
def login(user_id: str) -> tuple[str, str]:
    return create_tokens(user_id)


@router.get("/taken/me")
def me(claims: dict[str, str] = Depends(current_claims)) -> str | None:
    return users.find(claims["sub"])

# --- app/typed_model.py
# A model on both sides; the guard reads one claim of it.
from datetime import datetime, timedelta, timezone
from enum import Enum

import jwt
from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer
from pydantic import BaseModel, ConfigDict

from app.settings import settings
from app.users import users

router = APIRouter()
bearer = OAuth2PasswordBearer(tokenUrl="login")


class Use(str, Enum):
    ACCESS = "access"
    REFRESH = "refresh"


class Payload(BaseModel):
    sub: str
    exp: datetime
    use: Use


class Read(BaseModel):
    model_config = ConfigDict(extra="ignore")
    sub: str


class Tokens:
    def _sign(self, payload: Payload) -> str:
        return jwt.encode(payload.model_dump(), settings.model_key, algorithm="HS256")

    def create_access_token(self, user_id: str) -> str:
        expires = datetime.now(timezone.utc) + timedelta(minutes=15)
        return self._sign(Payload(sub=user_id, exp=expires, use=Use.ACCESS))

    def create_refresh_token(self, user_id: str) -> str:
        expires = datetime.now(timezone.utc) + timedelta(days=30)
        return self._sign(Payload(sub=user_id, exp=expires, use=Use.REFRESH))


tokens = Tokens()


def current_user(token: str = Depends(bearer)) -> str:
    try:
        claims = jwt.decode(token, settings.model_key, algorithms=["HS256"])  # expect: SEC057/review "(`Tokens.create_refresh_token`)" "where `claims.get("
        read = Read(**claims)
    except jwt.PyJWTError:
        raise HTTPException(401)
    user = users.find(read.sub)
    if user is None:
        raise HTTPException(401)
    return user


@router.post("/model/login")
def login(user_id: str) -> dict[str, str]:
    return {
        "access": tokens.create_access_token(user_id),
        "refresh": tokens.create_refresh_token(user_id),
    }


@router.get("/model/me")
def me(user: str = Depends(current_user)) -> str:
    return user
