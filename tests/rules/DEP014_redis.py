# --- pyproject.toml
[project]
name = "shop"
version = "1"
dependencies = ["fastapi>=0.110", "redis>=5.0.1"]

[dependency-groups]
dev = ["types-redis>=4.6"]
# --- app/cache.py
from redis import asyncio as redis

cache = redis.from_url("redis://cache")  # expect: DEP014 "`cache` is never closed" "`await cache.close()` (`types-redis`"
# --- app/main.py
from fastapi import FastAPI

from app.cache import cache

app = FastAPI()


@app.get("/orders")
async def orders() -> str | None:
    return await cache.get("orders")
