# A sink that is a lambda hands the record to a function that makes JSON of it.
# --- app/main.py
import sys

import orjson
from fastapi import FastAPI
from loguru import logger


def as_line(record) -> str:
    return orjson.dumps({"message": record["message"]}).decode()


logger.remove()
logger.add(lambda message: print(as_line(message.record), file=sys.stderr))
app = FastAPI()


@app.get("/orders")
def orders() -> None:
    logger.info("orders")
