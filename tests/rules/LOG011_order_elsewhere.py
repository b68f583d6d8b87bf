# --- app/main.py
import logging

from fastapi import FastAPI

from app.middleware import add_middleware

logging.basicConfig()
app = FastAPI()  # expect: LOG011 "which request" "of asgi-correlation-id behind all other middleware (what is added last"
add_middleware(app)


@app.get("/orders")
def orders(order_id: int) -> None: ...
# --- app/middleware.py
from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware


def add_middleware(application: FastAPI) -> None:
    application.add_middleware(GZipMiddleware)
