# What the code never reads by this name may be somewhere else.
# --- app/main.py
from fastapi import FastAPI

from app.config import settings

app = FastAPI(debug=settings.app.env == "local", title=settings.title)  # expect: OBS001 "Nobody" "(dsn=settings.sentry_dsn, max_request"


@app.get("/orders")
def orders() -> None: ...


# --- app/config.py
from pydantic_settings import BaseSettings


class AppSettings(BaseSettings):
    env: str = "local"


class Settings(BaseSettings):
    title: str = "orders"
    app: AppSettings = AppSettings()


settings = Settings()
