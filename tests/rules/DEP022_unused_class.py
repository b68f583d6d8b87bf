# What only classes read that no code names nobody has to set.
# --- app/config.py
from pydantic_settings import BaseSettings
from starlette.config import Config

config = Config(".env")


class PostgresSettings(BaseSettings):
    PG_USER: str = config("PG_USER", default="shop")
    PG_HOST: str = "localhost"


class MysqlSettings(BaseSettings):
    MYSQL_USER: str = config("MYSQL_USER", default="shop")
    MYSQL_HOST: str
    PG_USER: str = "shop"


class SqliteSettings(BaseSettings):
    SQLITE_PATH: str = "shop.db"
    # Its module is not loaded without this one.
    SQLITE_KEY: str = config("SQLITE_KEY")  # expect: DEP022/warning "named in no guide, example, manifest or script: `SQLITE_KEY`, `LIMIT`, `PG_HOST`, `PG_USER`" "`MysqlSettings` and `SqliteSettings`, which no code names, read 3 more: delete them (COD015), or"


class Settings(PostgresSettings):
    LIMIT: int = 10


settings = Settings()
# --- app/main.py
from fastapi import FastAPI

from app.config import settings

app = FastAPI(title=f"{settings.PG_HOST} {settings.LIMIT}")
