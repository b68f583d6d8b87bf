# A function as a sink may do with records what it likes: of these two, one says what it writes.
# --- app/main.py
import asyncio
import sys

from fastapi import FastAPI
from loguru import logger

lines: asyncio.Queue[str] = asyncio.Queue()
logger.add(lambda message: lines.put_nowait(message))
logger.add(sys.stdout, level="INFO")  # expect: LOG002 "plain text" "that writes to a stream or file."
app = FastAPI()


@app.get("/orders")
def orders() -> None:
    logger.info("orders")
