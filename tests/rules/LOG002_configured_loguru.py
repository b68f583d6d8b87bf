# --- app/log.py
import logging


from loguru import logger


class InterceptHandler(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        logger.opt(depth=2, exception=record.exc_info).log(record.levelname, record.getMessage())
# --- app/main.py
import logging
import sys

from fastapi import FastAPI
from loguru import logger

from app.log import InterceptHandler

logging.basicConfig(handlers=[InterceptHandler()], level="INFO")
logger.configure(handlers=[{"sink": sys.stderr}])  # expect: LOG002 "plain text" "to each of the `handlers`"
app = FastAPI()


@app.get("/orders")
def orders() -> None: ...
