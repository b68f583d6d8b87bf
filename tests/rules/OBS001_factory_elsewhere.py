# No name of settings is seen where the application is made, nor where that is called.
# --- app/main.py
from fastapi import FastAPI

from app.config import Mail, Settings, read


def create_application(settings: Settings | Mail) -> FastAPI:
    return FastAPI(title=settings.TITLE)  # expect: OBS001 "Nobody" "a field `SENTRY_DSN` to the settings, empty by default, and call `sentry_sdk.init(dsn=…, max_request_body_size="


app = create_application(read())
settings = Settings()


@app.get("/orders")
def orders() -> str:
    return settings.TITLE
# --- app/config.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    TITLE: str = "orders"
    ENVIRONMENT: str = "local"


class Mail(BaseSettings):
    TITLE: str = "mail"


def read():
    return Settings()
