# Probe 22.
# --- .env.example
DATABASE_URL=  # expect: DEP022/warning "Read by the application and not listed here: `DIRECT`, `APP_LIMIT`, `APP_ORIGINS`, `FEATURE_FLAGS`"
# OPTIONAL=1
UNREAD_VALUE=1
# fixed: DIRECT=
# --- README.md
Set `IN_README` to anything.
# --- docker-compose.yml
services:
  api:
    build: .
    environment:
      IN_COMPOSE: "1"
# --- app/main.py
import os

from fastapi import FastAPI
from firebase_functions.params import StringParam

from app.config import settings

app = FastAPI(title=f"{settings.database_url} {settings.limit}")
DIRECT = os.environ["DIRECT"]
README = os.getenv("IN_README")
COMPOSE = os.getenv("IN_COMPOSE")
PORT = int(os.environ.get("PORT", "8000"))
OPTIONAL = os.getenv("OPTIONAL")
REVISION = os.getenv("K_REVISION")
FLAGS = StringParam("FEATURE_FLAGS")
os.environ["WRITTEN_HERE"] = "1"
# --- app/config.py
from enum import Enum
from time import time

from pydantic import AliasChoices, BaseModel, Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Database(BaseSettings):
    database_url: str


class Cache(BaseModel):
    host: str = "localhost"


class Method(Enum):
    PASSWORD = "password"
    KEY = "key"


class Remembered(BaseModel):
    seen_ids: set[str] = Field(default=set())
    renamed_paths: dict[str, str] = {}
    rates: list[int] = Field(default=[])
    redirects: list[str] = Field(default=[])
    queued: list[str] = []

    def see(self, one: str) -> None:
        self.seen_ids.discard(one)
        self.renamed_paths[one] = one
        self.rates.pop(0)
        self.redirects += [one]


class Settings(Remembered, BaseSettings):
    model_config = SettingsConfigDict(env_prefix="APP_", env_nested_delimiter="__")

    all_methods: list[str] = [one.value for one in Method]
    every_method: list[Method] = list(Method)
    started_at: int = Field(default=int(time()))
    limit: int = 10
    origins: list[str] = []
    renamed: str = Field(default="", validation_alias=AliasChoices("OTHER_NAME", "DATABASE_URL"))

    @model_validator(mode="after")
    def add_own(self) -> "Settings":
        self.origins.append("http://localhost")
        return self


settings = Database()


def queue(settings: Settings, one: str) -> None:
    settings.queued.append(one)
# --- tests/test_app.py
import os

ONLY_TESTS = os.environ["ONLY_TESTS"]
# --- scripts/load.py
import os

ONLY_SCRIPTS = os.environ["ONLY_SCRIPTS"]
