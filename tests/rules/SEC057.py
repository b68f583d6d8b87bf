# --- app/tokens.py
from datetime import datetime, timedelta, timezone

import jwt
from jose import jwt as jose_jwt

from app.config import settings


def literal(user: str) -> str:
    return jwt.encode({"sub": user}, settings.key, algorithm="HS256")  # expect: SEC057 "signed without `exp`"


def named(user: str) -> str:
    payload = {"sub": user}
    payload["type"] = "access"
    return jose_jwt.encode(payload, settings.key)  # expect: SEC057


def expired_accepted(token: str) -> dict:
    return jwt.decode(token, settings.key, algorithms=["HS256"], options={"verify_exp": False})  # expect: SEC057 "`verify_exp` is off"


def any_audience(token: str) -> dict:
    return jwt.decode(token, settings.key, algorithms=["HS256"], options={"verify_aud": False})  # expect: SEC057


def with_exp(user: str) -> str:
    expires = datetime.now(timezone.utc) + timedelta(minutes=5)
    return jwt.encode({"sub": user, "exp": expires}, settings.key)


def added(user: str) -> str:
    payload = {"sub": user}
    payload["exp"] = 5
    return jwt.encode(payload, settings.key)


def tutorial(data: dict) -> str:
    to_encode = data.copy()
    to_encode.update({"exp": 5})
    return jwt.encode(to_encode, settings.key)


def from_caller(data: dict) -> str:
    return jwt.encode(data, settings.key)


def spread(data: dict) -> str:
    return jwt.encode({**data, "sub": "x"}, settings.key)


def grows(data: dict) -> str:
    payload = {"sub": "x"}
    payload.update(data)
    return jwt.encode(payload, settings.key)


def helper(data: dict) -> str:
    payload = {"sub": "x"}
    add_times(payload)
    return jwt.encode(payload, settings.key)


def by_keyword(user: str) -> str:
    payload = {"sub": user}
    payload.update(exp=5)
    return jwt.encode(payload, settings.key)


def checks_itself(token: str) -> dict:
    claims = jwt.decode(token, settings.key, algorithms=["HS256"], options={"verify_exp": False})
    if claims["exp"] < 5:
        raise PermissionError
    return claims


def trial() -> None:
    jwt.encode({"sub": "startup"}, settings.key)


def unverified(token: str) -> dict:
    return jwt.decode(token, options={"verify_signature": False, "verify_exp": False})


def fine(token: str) -> dict:
    return jwt.decode(token, settings.key, algorithms=["HS256"], options={"require": ["exp"]})


def signed_by_us(token: str) -> bool:
    try:
        jwt.decode(token, settings.key, algorithms=["HS256"], options={"verify_exp": False})
    except jwt.PyJWTError:
        return False
    return True
# --- app/by_hand.py
import time

import jwt
from fastapi import HTTPException

from app.config import settings


def read(token: str) -> "Claims":
    claims = jwt.decode(token, settings.key, algorithms=["HS256"], options={"verify_exp": False})
    return Claims(**claims)


def refuse_expired(claims: "Claims") -> None:
    if claims.exp <= time.time():
        raise HTTPException(403)

# --- app/audience.py
import jwt

from app.settings import settings


def decode(token: str) -> dict:
    claims = jwt.decode(token, settings.key, algorithms=["RS256"], options={"verify_aud": False})
    if claims.get("aud", "").rstrip("/") != settings.audience:
        raise PermissionError
    return claims
