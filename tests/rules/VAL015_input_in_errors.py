# What settings were given stands in the error for a missing or invalid value, whatever its type.
# --- app/config.py
from pydantic import BaseModel, PostgresDsn
from pydantic_settings import BaseSettings, SettingsConfigDict


class Plain(BaseSettings):
    api_key: str  # expect: VAL015 "`Plain.api_key` is a `str`" "Set `hide_input_in_errors=True` in `model_config` of the settings, too: else the error"
    database: PostgresDsn  # expect: VAL015 "`Plain.database`" "`repr` and `str` of the settings leave it out then."


class UrlOnly(BaseSettings):
    database: PostgresDsn  # expect: VAL015 "`UrlOnly.database`" "leave it out then. Set `hide_input_in_errors=True` in `model_config`"


class WithConfig(BaseSettings):
    api_key: str  # expect: VAL015 "`WithConfig.api_key`" "Set `hide_input_in_errors = True` in their `class Config`, too: else"

    class Config:
        env_file = ".env"


class Base(BaseSettings):
    model_config = SettingsConfigDict(hide_input_in_errors=True)


class Hidden(Base):
    api_key: str  # expect: VAL015 "`Hidden.api_key`" "then show `**********`."


plain, with_config, hidden, url = Plain(), WithConfig(), Hidden(), UrlOnly()
# --- app/main.py
from fastapi import FastAPI

from app.config import plain

app = FastAPI(title=plain.api_key)
# --- pyproject.toml
[project]
name = "app"
dependencies = ["fastapi", "pydantic>=2", "pydantic-settings"]
