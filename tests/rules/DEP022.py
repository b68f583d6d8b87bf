# Probe 22.
# --- .env.example
DATABASE_URL=  # expect: DEP022/warning "Read and not listed here: `DIRECT`, `APP_LIMIT`, `FEATURE_FLAGS`"
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

app = FastAPI(title=settings.database_url)
DIRECT = os.environ["DIRECT"]
README = os.getenv("IN_README")
COMPOSE = os.getenv("IN_COMPOSE")
PORT = int(os.environ.get("PORT", "8000"))
OPTIONAL = os.getenv("OPTIONAL")
REVISION = os.getenv("K_REVISION")
FLAGS = StringParam("FEATURE_FLAGS")
os.environ["WRITTEN_HERE"] = "1"
# --- app/config.py
from pydantic import AliasChoices, BaseModel, Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Database(BaseSettings):
    database_url: str


class Cache(BaseModel):
    host: str = "localhost"


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="APP_", env_nested_delimiter="__")

    limit: int = 10
    renamed: str = Field(default="", validation_alias=AliasChoices("OTHER_NAME", "DATABASE_URL"))


settings = Database()
# --- tests/test_app.py
import os

ONLY_TESTS = os.environ["ONLY_TESTS"]
# --- scripts/load.py
import os

ONLY_SCRIPTS = os.environ["ONLY_SCRIPTS"]
