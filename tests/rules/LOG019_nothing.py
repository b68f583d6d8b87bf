# --- app/main.py
import logging
from contextlib import asynccontextmanager

from fastapi import FastAPI

logger = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(app: FastAPI):
    """Nothing to do yet."""

    yield


app = FastAPI(lifespan=lifespan)


@app.get("/orders")
def orders() -> None:
    logger.info("orders")
