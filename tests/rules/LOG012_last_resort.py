# What nobody catches is answered outside of the middleware that has set the id.
import logging
from contextvars import ContextVar

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint

logger = logging.getLogger(__name__)
request_id: ContextVar[str] = ContextVar("request_id", default="-")


class RequestIdMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        token = request_id.set(request.headers.get("x-request-id", "-"))
        try:
            return await call_next(request)
        finally:
            request_id.reset(token)


async def answer_unexpected(request: Request, error: Exception) -> JSONResponse:  # expect: LOG012/warning "logs without the id" "Keep the id in `request.state`"
    logger.error("failed", exc_info=error)
    return JSONResponse({"detail": "internal error"}, 500)


async def answer_value_error(request: Request, error: ValueError) -> JSONResponse:
    logger.info("invalid")
    return JSONResponse({"detail": "invalid"}, 400)


app = FastAPI()
app.add_middleware(RequestIdMiddleware)
app.add_exception_handler(ValueError, answer_value_error)
app.add_exception_handler(Exception, answer_unexpected)


@app.get("/orders")
def orders() -> None: ...
