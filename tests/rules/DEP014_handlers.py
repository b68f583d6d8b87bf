from apscheduler.schedulers.asyncio import AsyncIOScheduler
from fastapi import FastAPI
from motor.motor_asyncio import AsyncIOMotorClient
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from app import settings

app = FastAPI()
scheduler = AsyncIOScheduler()  # expect: DEP014 "never closed" "in a handler of the event `shutdown`"

if settings.TESTING:
    engine = create_async_engine("postgresql+asyncpg://db/app", poolclass=NullPool)
elif settings.SMALL:
    engine = create_async_engine("postgresql+asyncpg://db/app", pool_size=1)  # expect: DEP014
else:
    engine = create_async_engine("postgresql+asyncpg://db/app")

client = None
if settings.MONGO:
    client = AsyncIOMotorClient("mongodb://db")  # expect: DEP014 "`client` is never closed" "`if client is not None: client.close()`"


@app.on_event("startup")
def start() -> None:
    scheduler.start()
