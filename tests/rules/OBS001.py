# --- app/main.py
import logging

from fastapi import FastAPI

app = FastAPI()  # expect: OBS001/warning "" "it reads `SENTRY_DSN`"


@app.get("/orders")
def orders() -> None:
    logging.exception("failed")
# --- tests/conftest.py
import sentry_sdk

sentry_sdk.init()
