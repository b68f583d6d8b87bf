# The settings are made behind the application: there is no name yet.
# --- app/main.py
from fastapi import FastAPI

from app.config import Settings

app = FastAPI()  # expect: OBS001 "Nobody" "call `sentry_sdk.init(dsn=…, max_request_body_size="
settings = Settings()


@app.get("/orders")
def orders() -> str:
    return settings.TITLE
# --- app/config.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    TITLE: str = "orders"
    SENTRY_DSN: str = ""
