# A sink of the application makes JSON of each record.
# --- app/main.py
import json

from fastapi import FastAPI
from loguru import logger


def sink(message) -> None:
    print(json.dumps({"message": message.record["message"]}))


logger.add(sink)
app = FastAPI()


@app.get("/orders")
def orders() -> None:
    logger.info("orders")
