# What is no name of all settings has not what is new in them.
# --- app/main.py
from fastapi import FastAPI

from app.config import CelerySettings

celery_settings = CelerySettings()
app = FastAPI(title=celery_settings.title)  # expect: OBS001 "Nobody" "a field `sentry_dsn` to the settings, empty by default, and call `sentry_sdk.init(dsn=…, max_request"


@app.get("/orders")
def orders() -> None: ...


# --- app/config.py
from pydantic_settings import BaseSettings


class CelerySettings(BaseSettings):
    title: str = "orders"
