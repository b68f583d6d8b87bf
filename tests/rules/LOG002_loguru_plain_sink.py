# What a function is given is JSON if the call says so; it has to write that.
# --- app/main.py
import sys

from fastapi import FastAPI
from loguru import logger

logger.remove()
logger.add(lambda message: sys.stderr.write(message))  # expect: LOG002 "plain text" "A function as sink is given the JSON as its message"
app = FastAPI()


@app.get("/orders")
def orders() -> None:
    logger.info("orders")
