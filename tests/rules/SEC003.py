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
    db_password: str = DEFAULT_PASSWORD  # expect: SEC003/review
    api_token: str = Field("test", min_length=4)  # expect: SEC003
    BROKER_PASSWORD: str = Field(default="secret")  # expect: SEC003/review
    # What a provider issues is no word: it turns these down.
    MAILGUN_API_KEY: str = "update me"
    SMTP_PASSWORD: str = "smtp_password"
    EMAIL_RESET_SECRET: str = "letme"  # expect: SEC003/critical
    AWS_SECRET_ACCESS_KEY: str = "shop123456789"
    # Asked for by the application itself.
    ADMIN_API_KEY: str = "letme"  # expect: SEC003/critical
    PARTNER_API_KEY: str = "letme"  # expect: SEC003/critical
    # Only tests read it.
    STORE_PASSWORD: str = "storestore"

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
PASSWORD = environ.get("DB_PASSWORD", "admin")  # expect: SEC003/review
TOKEN = getenv("API_TOKEN") or ""
HOST = os.getenv("DB_HOST", "localhost")
PROVIDER = os.getenv("MODEL_GATEWAY_API_KEY", "DummyKey")
LISTED = os.getenv("BANNED_TOKENS", "EUR,USD").split(",")
OBJECT = os.getenv("PROXY_CA_SECRET", "proxy-ca")
ENABLED = os.getenv("ENABLE_API_KEYS", "False") == "True"
TOKENS = int(os.getenv("CONTEXT_TOKENS", "8192"))


class TestSettings(BaseSettings):
    secret_key: str = "test"


REJECTED = os.getenv("JWT_SECRET", "not-safe")
if REJECTED == "not-safe":
    raise SystemExit("set JWT_SECRET")


def check_partner(key: str) -> bool:
    return key == settings.PARTNER_API_KEY


settings = Settings()


class OtherDatabase(BaseSettings):
    """Nothing makes one."""

    OTHER_PASSWORD: str = "password"
    ANOTHER_PASSWORD: str = os.getenv("ANOTHER_PASSWORD", "password")


class Plain:
    """No settings, no environment."""

    password: str = "password"
if __name__ == "__main__":
    print(os.getenv("SERVICE_PASSWORD", "admin"))
# --- app/torrents.py
import os

from pydantic_settings import BaseSettings

_DEV_COOKIE_SECRET = "your_signing_secret"  # expect: SEC003/critical "Without `COOKIE_SECRET`"
COOKIE_SECRET = os.getenv("COOKIE_SECRET", _DEV_COOKIE_SECRET)


class Setup(BaseSettings):
    first_superuser_password: str = "changeme"  # expect: SEC003/critical


class TorrentClient(BaseSettings):
    host: str = "localhost"
    username: str = "admin"
    password: str = "admin"  # expect: SEC003/review


torrents = TorrentClient()
setup = Setup()
# --- tests/settings.py
import os

KEY = os.getenv("SECRET_KEY", "dev")
# --- tests/test_store.py
from app.settings import settings


def test_store() -> None:
    assert settings.STORE_PASSWORD
# --- app/hidden.py
from pydantic_settings import BaseSettings


class HiddenSettings(BaseSettings):
    mirth_pass: str = "****"


hidden = HiddenSettings()


class ToolSettings(BaseSettings):
    PGADMIN_DEFAULT_PASSWORD: str = "admin"
    ADMIN_PASSWORD: str = "admin"  # expect: SEC003


tools = ToolSettings()
# --- app/storage.py
import os

from pydantic_settings import BaseSettings


class StorageSettings(BaseSettings):
    s3_secret_key: str = os.getenv("S3_SECRET_KEY", "changeme")
#                                                   ^^^^^^^^^^ expect: SEC003 "Without `s3_secret_key`" "SecretStr"


storage = StorageSettings()
