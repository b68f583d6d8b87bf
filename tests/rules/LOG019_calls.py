# --- app/main.py
import logging
from contextlib import asynccontextmanager

from fastapi import FastAPI

logger = logging.getLogger(__name__)


def prepare() -> None:
    logger.info("started")


@asynccontextmanager
async def lifespan(app: FastAPI):
    prepare()
    yield


app = FastAPI(lifespan=lifespan)
