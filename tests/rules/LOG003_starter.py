# The module that starts the server configures it.
# --- app/main.py
import logging

from fastapi import FastAPI

logger = logging.getLogger(__name__)
app = FastAPI()


@app.get("/orders")
def orders() -> None:
    logger.info("orders")
# --- run.py
import uvicorn
from app import log

log.start()
uvicorn.run("app.main:app")
# --- app/log.py
import logging


def start() -> None:
    logging.basicConfig()
