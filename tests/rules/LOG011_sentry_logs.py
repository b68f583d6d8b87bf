# --- app/main.py
import logging

import sentry_sdk
from fastapi import FastAPI

logging.basicConfig()
sentry_sdk.init(dsn="https://public@sentry.example.com/1", enable_logs=True)
app = FastAPI()


@app.get("/orders")
def orders(order_id: int) -> None: ...
