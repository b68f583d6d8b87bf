# Inside of another middleware the id would be lost to what is written outside of it.
# --- app/main.py
import logging

from fastapi import FastAPI
from starlette.middleware.base import BaseHTTPMiddleware

logging.basicConfig()


class CacheMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        return await call_next(request)


def create(cached: bool) -> FastAPI:
    application = FastAPI()  # expect: LOG011 "which request" "Add `application.add_middleware(CorrelationIdMiddleware)` of asgi-correlation-id behind the `if` at `app/main.py:16` (what is added last is around all others), and its"
    if cached:
        application.add_middleware(CacheMiddleware)

    @application.get("/orders")
    def orders(order_id: int) -> None: ...

    return application


app = create(cached=True)
