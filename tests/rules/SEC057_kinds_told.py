# Guards that tell what tokens are for, in one way or another.
# --- app/main.py
from fastapi import FastAPI

from app import caller, helper, literal, required, own, stored, session, audience, subject, kinds, unused, renewal, uuids, another, verbs

app = FastAPI()
app.include_router(caller.router)
app.include_router(helper.router)
app.include_router(literal.router)
app.include_router(required.router)
app.include_router(own.router)
app.include_router(stored.router)
app.include_router(session.router)
app.include_router(audience.router)
app.include_router(subject.router)
app.include_router(kinds.router)
app.include_router(unused.router)
app.include_router(renewal.router)
app.include_router(uuids.router)
app.include_router(another.router)
app.include_router(verbs.router)

# --- app/settings.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    caller_key: str
    helper_key: str
    literal_key: str
    required_key: str
    own_key: str
    stored_key: str
    session_key: str
    audience_key: str
    subject_key: str
    kinds_key: str
    unused_key: str
    renewal_key: str
    uuids_key: str
    another_key: str
    verbs_key: str
    own_refresh_key: str


settings = Settings()

# --- app/users.py
class Users:
    def find(self, key: str) -> str | None:
        return {"1": "ada"}.get(key)


users = Users()

# --- app/caller.py
# The function that calls what decodes asks.
from datetime import datetime, timedelta, timezone

import jwt
from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

from app.settings import settings
from app.users import users

router = APIRouter()
bearer = OAuth2PasswordBearer(tokenUrl="login")


def soon(minutes: int) -> datetime:
    return datetime.now(timezone.utc) + timedelta(minutes=minutes)


def create_access_token(user_id: str) -> str:
    claims = {"sub": user_id, "exp": soon(15), "type": "access"}
    return jwt.encode(claims, settings.caller_key, algorithm="HS256")


def create_refresh_token(user_id: str) -> str:
    claims = {"sub": user_id, "exp": soon(9000), "type": "refresh"}
    return jwt.encode(claims, settings.caller_key, algorithm="HS256")


def decode(token: str) -> dict[str, str]:
    claims = jwt.decode(token, settings.caller_key, algorithms=["HS256"])
    return claims


def current_user(token: str = Depends(bearer)) -> str:
    claims = decode(token)
    if claims.get("type") != "access":
        raise HTTPException(401)
    user = users.find(claims["sub"])
    if user is None:
        raise HTTPException(401)
    return user


@router.post("/caller/login")
def login(user_id: str) -> dict[str, str]:
    return {"access": create_access_token(user_id), "refresh": create_refresh_token(user_id)}


@router.get("/caller/me")
def me(user: str = Depends(current_user)) -> str:
    return user

# --- app/helper.py
# A function that is given the claims asks.
from datetime import datetime, timedelta, timezone

import jwt
from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

from app.settings import settings
from app.users import users

router = APIRouter()
bearer = OAuth2PasswordBearer(tokenUrl="login")


def soon(minutes: int) -> datetime:
    return datetime.now(timezone.utc) + timedelta(minutes=minutes)


def create_access_token(user_id: str) -> str:
    claims = {"sub": user_id, "exp": soon(15), "type": "access"}
    return jwt.encode(claims, settings.helper_key, algorithm="HS256")


def create_refresh_token(user_id: str) -> str:
    claims = {"sub": user_id, "exp": soon(9000), "type": "refresh"}
    return jwt.encode(claims, settings.helper_key, algorithm="HS256")


def is_for(claims: dict[str, str], use: str) -> bool:
    return claims.get("type") == use


def current_user(token: str = Depends(bearer)) -> str:
    claims = jwt.decode(token, settings.helper_key, algorithms=["HS256"])
    if not is_for(claims, "access"):
        raise HTTPException(401)
    user = users.find(claims["sub"])
    if user is None:
        raise HTTPException(401)
    return user


@router.post("/helper/login")
def login(user_id: str) -> dict[str, str]:
    return {"access": create_access_token(user_id), "refresh": create_refresh_token(user_id)}


@router.get("/helper/me")
def me(user: str = Depends(current_user)) -> str:
    return user

# --- app/literal.py
# A model that is made of the claims asks.
from typing import Literal

from pydantic import BaseModel

from datetime import datetime, timedelta, timezone

import jwt
from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

from app.settings import settings
from app.users import users

router = APIRouter()
bearer = OAuth2PasswordBearer(tokenUrl="login")


def soon(minutes: int) -> datetime:
    return datetime.now(timezone.utc) + timedelta(minutes=minutes)


def create_access_token(user_id: str) -> str:
    claims = {"sub": user_id, "exp": soon(15), "type": "access"}
    return jwt.encode(claims, settings.literal_key, algorithm="HS256")


def create_refresh_token(user_id: str) -> str:
    claims = {"sub": user_id, "exp": soon(9000), "type": "refresh"}
    return jwt.encode(claims, settings.literal_key, algorithm="HS256")


class Access(BaseModel):
    sub: str
    type: Literal["access"]


def current_user(token: str = Depends(bearer)) -> str:
    claims = jwt.decode(token, settings.literal_key, algorithms=["HS256"])
    access = Access(**claims)
    user = users.find(access.sub)
    if user is None:
        raise HTTPException(401)
    return user


@router.post("/literal/login")
def login(user_id: str) -> dict[str, str]:
    return {"access": create_access_token(user_id), "refresh": create_refresh_token(user_id)}


@router.get("/literal/me")
def me(user: str = Depends(current_user)) -> str:
    return user

# --- app/required.py
# The other kind lacks a claim that has to be there.
from datetime import datetime, timedelta, timezone

import jwt
from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

from app.settings import settings
from app.users import users

router = APIRouter()
bearer = OAuth2PasswordBearer(tokenUrl="login")


def soon(minutes: int) -> datetime:
    return datetime.now(timezone.utc) + timedelta(minutes=minutes)


def create_access_token(user_id: str) -> str:
    claims = {"sub": user_id, "exp": soon(15), "role": "user"}
    return jwt.encode(claims, settings.required_key, algorithm="HS256")


def create_refresh_token(user_id: str) -> str:
    claims = {"sub": user_id, "exp": soon(9000)}
    return jwt.encode(claims, settings.required_key, algorithm="HS256")


def current_user(token: str = Depends(bearer)) -> str:
    claims = jwt.decode(token, settings.required_key, algorithms=["HS256"], options={"require": ["role"]})
    user = users.find(claims["sub"])
    if user is None:
        raise HTTPException(401)
    return user


@router.post("/required/login")
def login(user_id: str) -> dict[str, str]:
    return {"access": create_access_token(user_id), "refresh": create_refresh_token(user_id)}


@router.get("/required/me")
def me(user: str = Depends(current_user)) -> str:
    return user

# --- app/own.py
# Each kind has a key of its own.
from datetime import datetime, timedelta, timezone

import jwt
from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

from app.settings import settings
from app.users import users

router = APIRouter()
bearer = OAuth2PasswordBearer(tokenUrl="login")


def soon(minutes: int) -> datetime:
    return datetime.now(timezone.utc) + timedelta(minutes=minutes)


def create_access_token(user_id: str) -> str:
    claims = {"sub": user_id, "exp": soon(15)}
    return jwt.encode(claims, settings.own_key, algorithm="HS256")


def create_refresh_token(user_id: str) -> str:
    claims = {"sub": user_id, "exp": soon(9000)}
    return jwt.encode(claims, settings.own_refresh_key, algorithm="HS256")


def current_user(token: str = Depends(bearer)) -> str:
    claims = jwt.decode(token, settings.own_key, algorithms=["HS256"])
    user = users.find(claims["sub"])
    if user is None:
        raise HTTPException(401)
    return user


@router.post("/own/login")
def login(user_id: str) -> dict[str, str]:
    return {"access": create_access_token(user_id), "refresh": create_refresh_token(user_id)}


@router.get("/own/me")
def me(user: str = Depends(current_user)) -> str:
    return user

# --- app/stored.py
# What is compared with what was kept.
from datetime import datetime, timedelta, timezone

import jwt
from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

from app.settings import settings
from app.users import users

router = APIRouter()
bearer = OAuth2PasswordBearer(tokenUrl="login")


def soon(minutes: int) -> datetime:
    return datetime.now(timezone.utc) + timedelta(minutes=minutes)


def create_access_token(user_id: str) -> str:
    claims = {"sub": user_id, "exp": soon(15)}
    return jwt.encode(claims, settings.stored_key, algorithm="HS256")


def create_refresh_token(user_id: str) -> str:
    claims = {"sub": user_id, "exp": soon(9000)}
    return jwt.encode(claims, settings.stored_key, algorithm="HS256")


def current_user(token: str = Depends(bearer)) -> str:
    claims = jwt.decode(token, settings.stored_key, algorithms=["HS256"])
    if users.find(f"token:{token}") is None:
        raise HTTPException(401)
    user = users.find(claims["sub"])
    if user is None:
        raise HTTPException(401)
    return user


@router.post("/stored/login")
def login(user_id: str) -> dict[str, str]:
    return {"access": create_access_token(user_id), "refresh": create_refresh_token(user_id)}


@router.get("/stored/me")
def me(user: str = Depends(current_user)) -> str:
    return user

# --- app/session.py
# A session is looked up.
from datetime import datetime, timedelta, timezone

import jwt
from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

from app.settings import settings
from app.users import users

router = APIRouter()
bearer = OAuth2PasswordBearer(tokenUrl="login")


def soon(minutes: int) -> datetime:
    return datetime.now(timezone.utc) + timedelta(minutes=minutes)


def create_access_token(user_id: str) -> str:
    claims = {"sub": user_id, "exp": soon(15), "jti": user_id}
    return jwt.encode(claims, settings.session_key, algorithm="HS256")


def create_refresh_token(user_id: str) -> str:
    claims = {"sub": user_id, "exp": soon(9000), "jti": user_id}
    return jwt.encode(claims, settings.session_key, algorithm="HS256")


def current_user(token: str = Depends(bearer)) -> str:
    claims = jwt.decode(token, settings.session_key, algorithms=["HS256"])
    if users.find(claims["jti"]) is None:
        raise HTTPException(401)
    user = users.find(claims["sub"])
    if user is None:
        raise HTTPException(401)
    return user


@router.post("/session/login")
def login(user_id: str) -> dict[str, str]:
    return {"access": create_access_token(user_id), "refresh": create_refresh_token(user_id)}


@router.get("/session/me")
def me(user: str = Depends(current_user)) -> str:
    return user

# --- app/audience.py
# Tokens for others are for others.
from datetime import datetime, timedelta, timezone

import jwt
from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

from app.settings import settings
from app.users import users

router = APIRouter()
bearer = OAuth2PasswordBearer(tokenUrl="login")


def soon(minutes: int) -> datetime:
    return datetime.now(timezone.utc) + timedelta(minutes=minutes)


def create_access_token(user_id: str) -> str:
    claims = {"sub": user_id, "exp": soon(15), "aud": "api"}
    return jwt.encode(claims, settings.audience_key, algorithm="HS256")


def create_refresh_token(user_id: str) -> str:
    claims = {"sub": user_id, "exp": soon(9000), "aud": "renewal"}
    return jwt.encode(claims, settings.audience_key, algorithm="HS256")


def current_user(token: str = Depends(bearer)) -> str:
    claims = jwt.decode(token, settings.audience_key, algorithms=["HS256"], audience="api")
    user = users.find(claims["sub"])
    if user is None:
        raise HTTPException(401)
    return user


@router.post("/audience/login")
def login(user_id: str) -> dict[str, str]:
    return {"access": create_access_token(user_id), "refresh": create_refresh_token(user_id)}


@router.get("/audience/me")
def me(user: str = Depends(current_user)) -> str:
    return user

# --- app/subject.py
# The guard reads a claim that the other kind has not.
from datetime import datetime, timedelta, timezone

import jwt
from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

from app.settings import settings
from app.users import users

router = APIRouter()
bearer = OAuth2PasswordBearer(tokenUrl="login")


def soon(minutes: int) -> datetime:
    return datetime.now(timezone.utc) + timedelta(minutes=minutes)


def create_access_token(user_id: str) -> str:
    return jwt.encode({"user_id": user_id, "exp": soon(15)}, settings.subject_key, algorithm="HS256")


def create_refresh_token(user_id: str) -> str:
    return jwt.encode({"sub": "refresh", "exp": soon(9000)}, settings.subject_key, algorithm="HS256")


def current_user(token: str = Depends(bearer)) -> str:
    claims = jwt.decode(token, settings.subject_key, algorithms=["HS256"])
    user = users.find(claims["user_id"])
    if user is None:
        raise HTTPException(401)
    return user


@router.post("/subject/login")
def login(user_id: str) -> dict[str, str]:
    return {"access": create_access_token(user_id), "refresh": create_refresh_token(user_id)}


@router.get("/subject/me")
def me(user: str = Depends(current_user)) -> str:
    return user

# --- app/kinds.py
# One function signs what it is told, and one asks for what it is told.
from datetime import datetime, timedelta, timezone

import jwt
from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

from app.settings import settings
from app.users import users

router = APIRouter()
bearer = OAuth2PasswordBearer(tokenUrl="login")


def soon(minutes: int) -> datetime:
    return datetime.now(timezone.utc) + timedelta(minutes=minutes)


def create_token(user_id: str, kind: str) -> str:
    claims = {"sub": user_id, "exp": soon(15), "type": kind}
    return jwt.encode(claims, settings.kinds_key, algorithm="HS256")


def decode(token: str, expected_type: str) -> dict[str, str]:
    claims = jwt.decode(token, settings.kinds_key, algorithms=["HS256"])
    if claims["type"] != expected_type:
        raise HTTPException(401)
    return claims


def current_user(token: str = Depends(bearer)) -> str:
    claims = decode(token, "access")
    user = users.find(claims["sub"])
    if user is None:
        raise HTTPException(401)
    return user


@router.post("/kinds/login")
def login(user_id: str) -> dict[str, str]:
    access = create_token(user_id, "access")
    return {"access": access, "refresh": create_token(user_id, kind="refresh")}


@router.get("/kinds/me")
def me(user: str = Depends(current_user)) -> str:
    return user

# --- app/unused.py
# Nothing makes the other kind but tests.
from datetime import datetime, timedelta, timezone

import jwt
from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

from app.settings import settings
from app.users import users

router = APIRouter()
bearer = OAuth2PasswordBearer(tokenUrl="login")


def soon(minutes: int) -> datetime:
    return datetime.now(timezone.utc) + timedelta(minutes=minutes)


def create_access_token(user_id: str) -> str:
    claims = {"sub": user_id, "exp": soon(15)}
    return jwt.encode(claims, settings.unused_key, algorithm="HS256")


def create_refresh_token(user_id: str) -> str:
    claims = {"sub": user_id, "exp": soon(9000)}
    return jwt.encode(claims, settings.unused_key, algorithm="HS256")


def current_user(token: str = Depends(bearer)) -> str:
    claims = jwt.decode(token, settings.unused_key, algorithms=["HS256"])
    user = users.find(claims["sub"])
    if user is None:
        raise HTTPException(401)
    return user


@router.post("/unused/login")
def login(user_id: str) -> str:
    return create_access_token(user_id)


@router.get("/unused/me")
def me(user: str = Depends(current_user)) -> str:
    return user

# --- app/renewal.py
# It is for renewal that this one lets in.
from datetime import datetime, timedelta, timezone

import jwt
from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

from app.settings import settings
from app.users import users

router = APIRouter()
bearer = OAuth2PasswordBearer(tokenUrl="login")


def soon(minutes: int) -> datetime:
    return datetime.now(timezone.utc) + timedelta(minutes=minutes)


def create_access_token(user_id: str) -> str:
    claims = {"sub": user_id, "exp": soon(15)}
    return jwt.encode(claims, settings.renewal_key, algorithm="HS256")


def create_refresh_token(user_id: str) -> str:
    claims = {"sub": user_id, "exp": soon(9000)}
    return jwt.encode(claims, settings.renewal_key, algorithm="HS256")


def refreshing_user(refresh_token: str = Depends(bearer)) -> str:
    claims = jwt.decode(refresh_token, settings.renewal_key, algorithms=["HS256"])
    user = users.find(claims["sub"])
    if user is None:
        raise HTTPException(401)
    return user


@router.post("/renewal/login")
def login(user_id: str) -> dict[str, str]:
    return {"access": create_access_token(user_id), "refresh": create_refresh_token(user_id)}


@router.post("/renewal/tokens")
def renew(user: str = Depends(refreshing_user)) -> str:
    return create_access_token(user)

# --- app/uuids.py
# An address is no UUID: it is refused like any other.
from uuid import UUID

from datetime import datetime, timedelta, timezone

import jwt
from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

from app.settings import settings
from app.users import users

router = APIRouter()
bearer = OAuth2PasswordBearer(tokenUrl="login")


def soon(minutes: int) -> datetime:
    return datetime.now(timezone.utc) + timedelta(minutes=minutes)


def create_access_token(user_id: str) -> str:
    return jwt.encode({"sub": user_id, "exp": soon(15)}, settings.uuids_key, algorithm="HS256")


def create_reset_token(email: str) -> str:
    return jwt.encode({"sub": email, "exp": soon(60)}, settings.uuids_key, algorithm="HS256")


def current_user(token: str = Depends(bearer)) -> str:
    try:
        claims = jwt.decode(token, settings.uuids_key, algorithms=["HS256"])
        user_id = UUID(claims["sub"])
    except ValueError:
        raise HTTPException(401)
    user = users.find(str(user_id))
    if user is None:
        raise HTTPException(401)
    return user


@router.post("/uuids/login")
def login(user_id: str) -> str:
    return create_access_token(user_id)


@router.post("/uuids/forgot")
def forgot(email: str) -> str:
    return create_reset_token(email)


@router.get("/uuids/me")
def me(user: str = Depends(current_user)) -> str:
    return user

# --- app/another.py
# Another function that the endpoint needs asks.
from datetime import datetime, timedelta, timezone

import jwt
from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

from app.settings import settings
from app.users import users

router = APIRouter()
bearer = OAuth2PasswordBearer(tokenUrl="login")


def soon(minutes: int) -> datetime:
    return datetime.now(timezone.utc) + timedelta(minutes=minutes)


def create_access_token(user_id: str) -> str:
    claims = {"sub": user_id, "exp": soon(15), "type": "access"}
    return jwt.encode(claims, settings.another_key, algorithm="HS256")


def create_refresh_token(user_id: str) -> str:
    claims = {"sub": user_id, "exp": soon(9000), "type": "refresh"}
    return jwt.encode(claims, settings.another_key, algorithm="HS256")


def for_access(token: str = Depends(bearer)) -> None:
    claims = jwt.decode(token, settings.another_key, algorithms=["HS256"])
    if claims.get("type") != "access":
        raise HTTPException(401)


def current_user(token: str = Depends(bearer), _: None = Depends(for_access)) -> str:
    claims = jwt.decode(token, settings.another_key, algorithms=["HS256"])
    user = users.find(claims["sub"])
    if user is None:
        raise HTTPException(401)
    return user


@router.post("/another/login")
def login(user_id: str) -> dict[str, str]:
    return {"access": create_access_token(user_id), "refresh": create_refresh_token(user_id)}


@router.get("/another/me")
def me(user: str = Depends(current_user)) -> str:
    return user

# --- app/verbs.py
# What renews access gives access.
from datetime import datetime, timedelta, timezone

import jwt
from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

from app.settings import settings
from app.users import users

router = APIRouter()
bearer = OAuth2PasswordBearer(tokenUrl="login")


def soon(minutes: int) -> datetime:
    return datetime.now(timezone.utc) + timedelta(minutes=minutes)


def create_access_token(user_id: str) -> str:
    return jwt.encode({"sub": user_id, "exp": soon(15)}, settings.verbs_key, algorithm="HS256")


def refresh_token(user_id: str) -> str:
    return create_access_token(user_id)


def verify_otp(user_id: str) -> str:
    return create_access_token(user_id)


def current_user(token: str = Depends(bearer)) -> str:
    claims = jwt.decode(token, settings.verbs_key, algorithms=["HS256"])
    user = users.find(claims["sub"])
    if user is None:
        raise HTTPException(401)
    return user


@router.post("/verbs/login")
def login(user_id: str) -> dict[str, str]:
    return {"access": refresh_token(user_id), "other": verify_otp(user_id)}


@router.get("/verbs/me")
def me(user: str = Depends(current_user)) -> str:
    return user

# --- app/sessions.py
# Nothing has this run.
from app.unused import create_refresh_token


def open_session(user_id: str) -> list[str]:
    token = create_refresh_token(user_id)
    return [user_id, f"kept {token}"]

# --- app/links.py
# A salt tells what a link is for.
from itsdangerous import URLSafeTimedSerializer

from app.settings import settings


def create_reset_link(email: str) -> str:
    return URLSafeTimedSerializer(settings.unused_key, salt="reset").dumps(email)

# --- tests/test_unused.py
from app.unused import create_refresh_token


def test_refresh() -> None:
    assert create_refresh_token("1")
