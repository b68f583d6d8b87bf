# --- app/main.py
import logging

from fastapi import FastAPI, Request

logging.basicConfig()
app = FastAPI()  # expect: LOG011 "which request" "of asgi-correlation-id behind `app/main.py:11` (what is added last"


@app.middleware("http")
async def cached(request: Request, call_next):
    return await call_next(request)


@app.get("/orders")
def orders(order_id: int) -> None: ...
