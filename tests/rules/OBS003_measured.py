# --- app/main.py
from fastapi import FastAPI

from app.timing import TimingMiddleware, stamp

app = FastAPI()  # expect: OBS003/suggestion "Each request is measured, and no metrics library adds up" "start no alarm"
app.add_middleware(TimingMiddleware)
app.middleware("http")(stamp)


@app.get("/orders")
def orders() -> None: ...
# --- other/main.py
from fastapi import FastAPI

app = FastAPI()
# --- app/timing.py
import time

from starlette.middleware.base import BaseHTTPMiddleware


class TimingMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        start = time.perf_counter()
        response = await call_next(request)
        response.headers["X-Response-Time"] = f"{time.perf_counter() - start:.3f}"
        return response


async def stamp(request, call_next):
    response = await call_next(request)
    response.headers["X-Now"] = str(time.time())
    return response
