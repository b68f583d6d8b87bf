# --- app/main.py
import sys

from fastapi import FastAPI
from loguru import logger as log

log.add(sys.stdout)  # expect: LOG002 "plain text" "pass `serialize=True` to each `log.add(…)`"
app = FastAPI()


@app.get("/orders")
def orders() -> None:
    log.info("orders")
