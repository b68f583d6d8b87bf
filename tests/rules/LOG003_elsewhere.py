# Logging that a script configures, which does not run with the application.
# --- app/main.py
import logging

from fastapi import FastAPI

logger = logging.getLogger(__name__)
app = FastAPI()  # expect: LOG003


@app.get("/orders")
def orders() -> None:
    logger.info("orders")
# --- app/pre_start.py
import logging

logging.basicConfig()
