# Logging that the package of the application configures when it is imported.
# --- app/__init__.py
from app.log import configure

configure()
# --- app/log.py
import logging
import sys


def configure() -> None:
    own = logging.getLogger("app")
    own.addHandler(logging.StreamHandler(sys.stdout))
# --- app/main.py
import logging

from fastapi import FastAPI

logger = logging.getLogger(__name__)
app = FastAPI()


@app.get("/orders")
def orders() -> None:
    logger.info("orders")
