# --- app/main.py
import sys

from fastapi import FastAPI
from loguru import logger

logger.add(sys.stdout)
app = FastAPI()  # expect: LOG011 "do not say which request" "In an HTTP middleware of `app`"


@app.get("/orders")
def orders() -> None:
    logger.info("orders")
