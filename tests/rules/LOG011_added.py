# rules: LOG003
# --- app/main.py
from fastapi import FastAPI

from app.middleware import DebugMiddleware

app = FastAPI()  # expect: LOG003 "1 call writes log records", LOG011 "which request"
app.add_middleware(DebugMiddleware)


@app.get("/orders")
def orders() -> None: ...
# --- app/middleware.py
import logging

from starlette.middleware.base import BaseHTTPMiddleware


class DebugMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        logging.info("request %s", request.url.path)
        return await call_next(request)
