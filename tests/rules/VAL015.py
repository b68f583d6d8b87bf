# --- app/config.py
from typing import Annotated, Optional

from pydantic import BaseModel, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Mail(BaseModel):
    smtp_password: str = ""  # expect: VAL015 "`Mail.smtp_password` is a `str`: whatever prints the settings"
    sender: str


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env")

    SECRET_KEY: str  # expect: VAL015
    postgres_password: str = Field(min_length=8)  # expect: VAL015
    stripe_api_key: str | None = None  # expect: VAL015
    jwt_secret: Annotated[str, Field(description="x")]  # expect: VAL015
    github_token: Optional[str] = None  # expect: VAL015
    aws_secret_access_key: str = ""  # expect: VAL015
    privateKey: str  # expect: VAL015
    password1: str  # expect: VAL015
    mail: Mail
    db_password: str = "x"  # expect: VAL015 "is a `str`, and `db_url` is built from it: whatever"
    db_url: str = f"postgresql://app:{db_password}@db/app"

    sentry_password: SecretStr
    hidden_password: str = Field("", repr=False)
    cancel_token: str = ""
    token_type: str = "bearer"
    max_tokens: str = "5"
    token_url: str = "/token"
    secret_name: str = "prod/db"
    api_key_header: str = "X-API-Key"
    password_hint: str = ""
    public_key: str = ""
    primary_key: str = ""
    aws_access_key_id: str = ""
    eos_token: str = "</s>"
    hashed_password: str = ""
    vault_password_aws_secret_key: str = ""
    use_token: bool = False
    token: int = 3


class OtherDatabase(BaseSettings):  # nobody makes it, nor inherits from it
    other_password: str = ""


settings = Settings()
# --- app/main.py
from fastapi import FastAPI
from pydantic import BaseModel, SecretStr

app = FastAPI()


class Login(BaseModel):
    username: str
    password: str  # expect: VAL015 "whatever prints the request would print the secret"


class Token(BaseModel):
    access_token: str
    token_type: str = "bearer"


class Masked(BaseModel):
    password: SecretStr
    page_token: str = ""


class Internal(BaseModel):
    password: str


@app.post("/login", response_model=Token)
def login(body: Login, masked: Masked):
    return Token(access_token="x")
# --- app/settings_of_tests.py
from pydantic_settings import BaseSettings


class TestSettings(BaseSettings):
    secret_key: str = "not-for-production"
# --- app/read_by_config.py
from pydantic_settings import BaseSettings
from starlette.config import Config

config = Config(".env")


class MailSettings(BaseSettings):
    MAIL_USER: str = config("MAIL_USER", default="app")
    MAIL_PASSWORD: str = config("MAIL_PASSWORD", default="")  # expect: VAL015 "is built from it" " and, at `app/read_by_config.py:10`, `MAIL_PASSWORD.get_secret_value()`; make `MAIL_URI` a `SecretStr`, too"
    MAIL_URI: str = f"{MAIL_USER}:{MAIL_PASSWORD}@mail"


class QueueSettings(BaseSettings):
    QUEUE_PASSWORD: str = config("QUEUE_PASSWORD", default="guest")  # expect: VAL015 "QUEUE_PASSWORD" "Type it `SecretStr` from `pydantic`, write `SecretStr(config("


queue = QueueSettings()
mail = MailSettings()
address = mail.MAIL_URI
# --- app/sign_up.py
from fastapi import FastAPI
from pydantic import BaseModel, Field

app = FastAPI()


class SignUp(BaseModel):
    password: str = Field(pattern=r"^.{8,}$")  # expect: VAL015 "prints the request"


@app.post("/sign-up")
def sign_up(body: SignUp) -> None: ...
