# --- app/main.py
import logging

import sentry_sdk
from fastapi import FastAPI

logging.basicConfig()
sentry_sdk.init(dsn="https://public@sentry.example.com/1", traces_sample_rate=0.1)
app = FastAPI()  # expect: LOG011/suggestion "; Sentry knows it of the events that it is sent, and of no other"


@app.get("/orders")
def orders(order_id: int) -> None: ...
