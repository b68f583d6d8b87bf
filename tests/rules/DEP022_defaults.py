# What has a default nobody misses, but nobody finds either.
# --- main.py
from fastapi import FastAPI
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    page_size: int = 20  # expect: DEP022/suggestion "named in no guide, example, manifest or script: `PAGE_SIZE`, `TOKEN_MINUTES`"
    token_minutes: int = 60 * 24


settings = Settings()
app = FastAPI(title=f"{settings.page_size} {settings.token_minutes}")
