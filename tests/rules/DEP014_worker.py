# --- app/db.py
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

engine = create_async_engine("postgresql+asyncpg://db/shop")  # expect: DEP014 "`engine` is never closed" "behind the `yield` of the lifespan: `await engine.dispose()`"
tasks_engine = create_async_engine("postgresql+asyncpg://db/shop")  # expect: DEP014 "`tasks_engine` is never closed" "Close it where the process that uses it, a worker, ends: `await tasks_engine.dispose()`"
sessions = async_sessionmaker(engine)
tasks_sessions = async_sessionmaker(bind=tasks_engine)
# --- app/main.py
from contextlib import asynccontextmanager

from fastapi import FastAPI

from app.db import sessions


@asynccontextmanager
async def lifespan(app: FastAPI):
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/")
async def root() -> None:
    async with sessions() as session:
        await session.commit()
# --- worker/tasks.py
from app.db import tasks_sessions


async def rename() -> None:
    async with tasks_sessions() as session:
        await session.commit()
