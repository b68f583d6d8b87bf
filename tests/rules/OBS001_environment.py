# A setting that is not there has to be added; of a member of an Enum Sentry gets the value.
# --- app/main.py
from fastapi import FastAPI

from app.config import Stage, settings

app = FastAPI(debug=settings.ENVIRONMENT is Stage.LOCAL)  # expect: OBS001 "Nobody" "a field `SENTRY_DSN` to the settings, empty by default, and call `sentry_sdk.init(dsn=settings.SENTRY_DSN, environment=settings.ENVIRONMENT.value, max_request"


@app.get("/orders")
def orders() -> None: ...


# --- app/config.py
from enum import Enum

from pydantic_settings import BaseSettings


class Stage(Enum):
    LOCAL = "local"
    PRODUCTION = "production"


class Settings(BaseSettings):
    ENVIRONMENT: Stage = Stage.LOCAL


settings = Settings()
