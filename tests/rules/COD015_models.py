# Nothing registers Pydantic's models and settings: those that no code names are of no use.
# --- app/config.py
from pydantic_settings import BaseSettings


class DatabaseSettings(BaseSettings):
    url: str = "postgresql://db/shop"


class SqliteSettings(BaseSettings):  # expect: COD015/suggestion "Class `SqliteSettings` is used nowhere"
    path: str = "shop.db"


class Settings(DatabaseSettings):
    limit: int = 10


settings = Settings()
# --- app/schemas.py
from enum import Enum

from pydantic import BaseModel


class OrderBase(BaseModel):
    id: int


class OrderRead(OrderBase):
    name: str


class OrderRestored(OrderBase):  # expect: COD015/suggestion "Class `OrderRestored` is used nowhere"
    name: str


class Named(BaseModel):
    kind: "Kind"


class Kind(BaseModel):
    name: str


class Unused(Enum):
    A = "a"
# --- app/main.py
from fastapi import FastAPI

from app.config import settings
from app.schemas import Named, OrderRead

app = FastAPI(title=settings.url)


@app.post("/orders")
def order(named: Named) -> OrderRead:
    return OrderRead(id=1, name=named.kind.name)
# --- tests/test_main.py
def test_nothing() -> None: ...
