# --- .env.example
DATABASE_URI=postgresql://localhost/app  # expect: DEP024/warning "Nothing reads `DATABASE_URI`; the application reads `DATABASE_URL`"
MAX_ITEMS=5  # expect: DEP024 "`SHOP_MAX_ITEMS`"
Session_Secret=x  # expect: DEP024 "`SESSION_SECRET`"
log_level=INFO
REPLICA_1=a
SMTP_HOST=a
SMTP_PORT=1
CACHE_URL=redis://localhost
USED_BY_COMPOSE=1
# fixed: DATABASE_URL=postgresql://localhost/app
# --- docker-compose.yml
services:
  web:
    image: nginx
    environment:
      A: ${USED_BY_COMPOSE}
# --- main.py
import os

from fastapi import FastAPI
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="SHOP_")

    max_items: int = 5


class Logs(BaseSettings):
    log_level: str = "INFO"


app = FastAPI()
url = os.environ["DATABASE_URL"]
secret = os.environ["SESSION_SECRET"]
replica = os.environ["REPLICA_2"]
host = os.environ["SMTP_HOST"]
cache = os.environ["CACHE_URL"]
used = os.environ["USED_BY_COMPOSF"]
