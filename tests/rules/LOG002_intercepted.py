# --- app/log.py
import logging
import sys

from loguru import logger


class InterceptHandler(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        logger.opt(depth=2, exception=record.exc_info).log(record.levelname, record.getMessage())


def configure_logging() -> None:
    logging.basicConfig(handlers=[InterceptHandler()], level=logging.NOTSET)
    logger.remove()
    logger.add(sys.stdout, level="INFO")  # expect: LOG002 "Logs are written as plain text" "`serialize=True`"
# --- app/main.py
from fastapi import FastAPI

from app.log import configure_logging

configure_logging()
app = FastAPI()


@app.get("/orders")
def orders() -> None: ...
