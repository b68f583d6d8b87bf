from apscheduler.schedulers.asyncio import AsyncIOScheduler
from fastapi import FastAPI
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


@app.on_event("startup")
def start() -> None:
    scheduler.start()
