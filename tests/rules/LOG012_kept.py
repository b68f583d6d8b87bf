# Fine: the id is not taken back, and so it is there for the last handler, too.
import logging
from contextvars import ContextVar

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

logger = logging.getLogger(__name__)
request_id: ContextVar[str] = ContextVar("request_id", default="-")
tenant: ContextVar[str] = ContextVar("tenant", default="-")
app = FastAPI()


@app.middleware("http")
async def set_id(request: Request, call_next) -> Response:
    request_id.set(request.headers.get("x-request-id", "-"))
    token = tenant.set("-")
    try:
        return await call_next(request)
    finally:
        tenant.reset(token)


@app.exception_handler(Exception)
async def answer_unexpected(request: Request, error: Exception) -> JSONResponse:
    logger.error("failed", exc_info=error)
    return JSONResponse({"detail": "internal error"}, 500)


@app.get("/orders")
def orders() -> None: ...
