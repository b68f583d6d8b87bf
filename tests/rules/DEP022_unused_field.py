# What is read into a setting that nothing asks for is not to be documented.
# --- app/config.py
from pydantic_settings import BaseSettings
from starlette.config import Config

config = Config(".env")


class Settings(BaseSettings):
    PG_PREFIX: str = config("PG_PREFIX", default="postgresql://")
    PG_HOST: str = config("PG_HOST", default="db")  # expect: DEP022/suggestion "named in no guide, example, manifest or script: `PG_HOST`, `PG_PREFIX`" "`PG_DEBUG`, `PG_URL` are read into settings that nothing uses: delete them, or use them, for setting them changes nothing today."
    PG_DEBUG: bool = config("PG_DEBUG", default=False)
    PG_URL: str | None = config("PG_URL", default=None)


settings = Settings()
# --- app/main.py
import os

from fastapi import FastAPI

from app.config import settings

app = FastAPI(title=settings.PG_PREFIX + settings.PG_HOST)
os.environ["PG_DEBUG"] = "1"
