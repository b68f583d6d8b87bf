# --- app/main.py
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

import httpx
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from fastapi import FastAPI
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine

from app.clients import closed, shared

client = httpx.AsyncClient(timeout=5)  # expect: DEP014/suggestion "The HTTP client `client` is never closed"
scheduler: AsyncIOScheduler = AsyncIOScheduler()  # expect: DEP014/warning "scheduler"
async_engine = create_async_engine("postgresql+asyncpg://app@localhost/app")  # expect: DEP014/warning
engine = create_engine("postgresql://app@localhost/app")
executor = ThreadPoolExecutor(4)


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.http = httpx.AsyncClient()  # expect: DEP014/suggestion
    app.state.other = httpx.AsyncClient()
    app.state.entered = httpx.AsyncClient()
    async with app.state.entered:
        yield
    await app.state.other.aclose()
    await closed.aclose()


app = FastAPI(lifespan=lifespan)


async def fetch() -> None:
    own = httpx.AsyncClient()
    await own.get("https://example.com")


class Service:
    def __init__(self) -> None:
        self.client = httpx.AsyncClient()
# --- app/clients.py
import httpx

closed = httpx.AsyncClient()
shared = None
# --- tests/conftest.py
import httpx

test_client = httpx.AsyncClient()
