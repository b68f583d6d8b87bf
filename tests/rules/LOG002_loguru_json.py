# What the fix asks for is seen, whichever way loguru is told.
# --- app/main.py
import sys

from fastapi import FastAPI
from loguru import logger

logger.add(sys.stdout, serialize=True)
app = FastAPI()


@app.get("/orders")
def orders() -> None:
    logger.info("orders")
