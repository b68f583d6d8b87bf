# --- app/settings.py
import os
import secrets
from os import environ, getenv

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings

DEFAULT_PASSWORD = "postgres"


class Settings(BaseSettings):
    secret_key: str = "changeme"  # expect: SEC003/critical "Without `secret_key`"
    # fixed: secret_key: str
    jwt_secret: SecretStr = SecretStr("dev-secret")  # expect: SEC003
    db_password: str = DEFAULT_PASSWORD  # expect: SEC003
    api_token: str = Field("test", min_length=4)  # expect: SEC003
    SMTP_PASSWORD: str = Field(default="secret")  # expect: SEC003

    # Nothing, generated, or no secret at all.
    mail_password: str = ""
    other_secret: str | None = None
    signing_key: str = secrets.token_urlsafe(32)
    session_secret: str = Field(default_factory=secrets.token_hex)
    token_url: str = "/login"
    token_type: str = "bearer"
    private_key: str = "keys/private.pem"
    auth_token: str = "https://auth.example.com/token"
    required_secret: str


class Guarded(BaseSettings):
    environment: str = "production"
    secret_key: str = "changethis"
    admin_password: str = "changethis"
    cookie_secret: str = "insecure"

    @field_validator("cookie_secret")
    @classmethod
    def check_cookie(cls, value: str) -> str:
        return value

    def _check(self, name: str, value: str) -> None:
        if value == "changethis":
            raise ValueError(name)

    @model_validator(mode="after")
    def check(self) -> "Guarded":
        self._check("secret_key", self.secret_key)
        self._check("admin_password", self.admin_password)
        return self


KEY = os.getenv("SECRET_KEY", "dev")  # expect: SEC003 "Without `SECRET_KEY`"
# fixed: KEY = os.environ["SECRET_KEY"]
PASSWORD = environ.get("DB_PASSWORD", "admin")  # expect: SEC003
TOKEN = getenv("API_TOKEN") or ""
HOST = os.getenv("DB_HOST", "localhost")
PROVIDER = os.getenv("MODEL_GATEWAY_API_KEY", "DummyKey")
ENABLED = os.getenv("ENABLE_API_KEYS", "False") == "True"
TOKENS = int(os.getenv("CONTEXT_TOKENS", "8192"))


class TestSettings(BaseSettings):
    secret_key: str = "test"


REJECTED = os.getenv("JWT_SECRET", "not-safe")
if REJECTED == "not-safe":
    raise SystemExit("set JWT_SECRET")


class Plain:
    """No settings, no environment."""

    password: str = "password"
# --- tests/settings.py
import os

KEY = os.getenv("SECRET_KEY", "dev")
