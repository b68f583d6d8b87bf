# --- app/main.py
import sys

from fastapi import FastAPI
from loguru import logger

logger.configure(handlers=[{"sink": sys.stderr, "serialize": True}])
app = FastAPI()


@app.get("/orders")
def orders() -> None:
    logger.info("orders")
