# --- app/main.py
import sys

from fastapi import FastAPI
from loguru import logger


def configure() -> None:
    logger.configure(handlers=[{"sink": sys.stderr, "level": "INFO", "serialize": False}])  # expect: LOG002 "plain text" "to each of the `handlers`"


configure()
app = FastAPI()


@app.get("/orders")
def orders() -> None:
    logger.info("orders")
