# --- app/main.py
from fastapi import FastAPI

from app.config import config

app = FastAPI(title=config.TITLE)  # expect: OBS001/warning "Nobody" "include_local_variables=False)`, with the field that the settings have already, before the application is made. Without the last two"


@app.get("/orders")
def orders() -> None: ...
# --- app/config.py
from pydantic_settings import BaseSettings


class Config(BaseSettings):
    TITLE: str = "orders"
    SENTRY_DSN: str = ""


config = Config()
