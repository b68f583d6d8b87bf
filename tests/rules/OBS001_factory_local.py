# What the function that makes the application has for itself is seen there alone.
# --- app/main.py
from fastapi import FastAPI

from app.config import get_settings


def get_application() -> FastAPI:
    settings = get_settings()
    return FastAPI(title=settings.title)  # expect: OBS001 "Nobody" "include_local_variables=False)` in `get_application`, before the application is made."


app = get_application()


@app.get("/orders")
def orders() -> None: ...
# --- app/config.py
from functools import lru_cache

from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    title: str = "orders"
    env: str = "local"


@lru_cache
def get_settings() -> Settings:
    return Settings()
