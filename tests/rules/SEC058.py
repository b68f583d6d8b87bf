# --- app/tokens.py
import jwt
from cryptography.fernet import Fernet
from jose import jwt as jose_jwt

from app.settings import clean, sealed, settings, shared, whole

SECRET = "a short one"  # expect: SEC058/critical "a key of 11 bytes"


def literal(user: str) -> str:
    return jwt.encode({"sub": user}, "secret", algorithm="HS256")  # expect: SEC058/critical "6 bytes"


def named(user: str, token: str) -> dict:
    jose_jwt.encode({"sub": user}, SECRET)
    return jose_jwt.decode(token, SECRET, algorithms=["HS256"])


def by_settings(user: str) -> str:
    return jwt.encode({"sub": user}, settings.secret_key, algorithm=settings.algorithm)


def wrapped(token: str) -> dict:
    return jwt.decode(token, settings.jwt_secret.get_secret_value(), algorithms=["HS256"])


# Other kinds of keys, long ones, checked ones, generated ones.
def asymmetric(token: str, user: str) -> str:
    jwt.decode(token, "-----BEGIN PUBLIC KEY-----", algorithms=["RS256"])
    return jwt.encode({"sub": user}, settings.private_key, algorithm="ES256")


def fine(user: str, key: str) -> None:
    jwt.encode({"sub": user}, clean.long_key)
    jwt.encode({"sub": user}, clean.checked_key)
    jwt.encode({"sub": user}, clean.made_key)
    jwt.encode({"sub": user}, clean.given_key)
    jwt.encode({"sub": user}, key)
    jwt.encode({"sub": user}, shared.key)
    jwt.encode({"sub": user}, whole.key)
    jwt.encode({"sub": user}, sealed.key.get_secret_value())


def seal(text: bytes) -> bytes:
    return Fernet(sealed.key.get_secret_value()).encrypt(text)
# --- app/main.py
from fastapi import FastAPI
from starlette.middleware.sessions import SessionMiddleware

from app.settings import shared

app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key=shared.key)
# --- app/settings.py
import secrets
from typing import Annotated

from pydantic import Field, SecretStr, StringConstraints, field_validator, model_validator
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    secret_key: str  # expect: SEC058/warning "`secret_key` signs tokens, and nothing asks that it is 32 bytes"
    jwt_secret: SecretStr = Field(min_length=8)  # expect: SEC058/warning
    algorithm: str = "HS256"
    private_key: str
    session_secret: str


class Clean(BaseSettings):
    long_key: Annotated[str, StringConstraints(min_length=32)]
    checked_key: str
    made_key: str = secrets.token_urlsafe(32)
    given_key: str

    @field_validator("checked_key")
    @classmethod
    def is_long(cls, value: str) -> str:
        if len(value) < 32:
            raise ValueError("too short")
        return value


class Whole(BaseSettings):
    key: str

    def _check(self, name: str, value: str) -> None:
        if value == "changethis":
            raise ValueError(name)

    @model_validator(mode="after")
    def _check_secrets(self) -> "Whole":
        self._check("key", self.key)
        return self


class Shared(BaseSettings):
    key: str = Field(min_length=32)  # expect: SEC058/warning "signs tokens and is used for session cookies as well"


class Sealed(BaseSettings):
    key: SecretStr  # expect: SEC058/warning "signs tokens and is used for encryption as well"


settings = Settings()
sealed = Sealed()
clean = Clean(given_key=secrets.token_hex())
shared = Shared()
whole = Whole()
