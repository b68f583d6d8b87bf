# --- app/main.py
from fastapi import FastAPI

from app.settings import MEASURES
from app.timing import TimingMiddleware

app = FastAPI()  # expect: OBS003/suggestion "Where requests are measured, no metrics library adds up"
if MEASURES:
    app.add_middleware(TimingMiddleware)


@app.get("/orders")
def orders() -> None: ...
# --- app/settings.py
import os

MEASURES = os.getenv("MEASURES", "1") == "1"
# --- app/timing.py
import time

from starlette.middleware.base import BaseHTTPMiddleware


class TimingMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        start = time.perf_counter()
        response = await call_next(request)
        response.headers["X-Response-Time"] = f"{time.perf_counter() - start:.3f}"
        return response
