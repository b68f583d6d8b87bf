# Middleware that the application is never given writes nothing.
# rules: LOG011
# --- app/main.py
from fastapi import FastAPI

from app.middleware import DebugMiddleware

app = FastAPI()  # expect: LOG003/warning "The application writes no log record and configures no logging"
# app.add_middleware(DebugMiddleware)


@app.get("/orders")
def orders() -> None: ...
# --- app/middleware.py
import logging

from starlette.middleware.base import BaseHTTPMiddleware


class DebugMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        logging.info("request %s", request.url.path)
        return await call_next(request)
