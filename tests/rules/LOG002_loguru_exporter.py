# The only sink hands the records on, in a form that nothing here says.
# --- app/main.py
from fastapi import FastAPI
from loguru import logger

from app.export import exporter


def sink(message) -> None:
    exporter.emit(message.record)


logger.remove()
logger.add(sink)
app = FastAPI()


@app.get("/orders")
def orders() -> None:
    logger.info("orders")
