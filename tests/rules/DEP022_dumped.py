# Settings that are read as a whole: each of them may be used.
# --- app/config.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    pg_prefix: str = "postgresql://"  # expect: DEP022/suggestion "named in no guide, example, manifest or script: `PG_PREFIX`, `PG_URL`"
    pg_url: str = ""


settings = Settings()
# --- app/main.py
from fastapi import FastAPI

from app.config import settings

app = FastAPI(title=str(settings.model_dump()))
