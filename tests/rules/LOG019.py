# --- app/main.py
import logging
from contextlib import asynccontextmanager

from fastapi import FastAPI

logger = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(app: FastAPI):  # expect: LOG019/suggestion
    app.state.cache = {}
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/orders")
def orders() -> None:
    logger.info("orders")
