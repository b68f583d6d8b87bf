# --- app/main.py
import logging

from fastapi import FastAPI

logging.basicConfig()
app = FastAPI()  # expect: LOG011/warning "which request"


@app.get("/orders")
def orders(order_id: int) -> None: ...
