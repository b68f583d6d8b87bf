# --- app/main.py
import logging
from logging.config import dictConfig as configure

from fastapi import FastAPI

logger = logging.getLogger(__name__)
configure({"version": 1})
app = FastAPI()


@app.get("/orders")
def orders() -> None:
    logger.info("orders")
