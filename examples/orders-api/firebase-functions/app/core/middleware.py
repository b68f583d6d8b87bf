"""Middleware: a correlation id for every request."""

import logging
import time
from uuid import uuid4

from fastapi import Request, Response
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint

from app.core.logs import request_id

logger = logging.getLogger(__name__)


class RequestIdMiddleware(BaseHTTPMiddleware):
    """Takes or makes a request id, and logs how long the request took."""

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        """Handles one request.

        Args:
            request (Request): What the client sent.
            call_next (RequestResponseEndpoint): The rest of the application.

        Returns:
            Response: What the application answered, with its id in a header.
        """
        identifier = request.headers.get("x-request-id") or uuid4().hex
        token = request_id.set(identifier)
        started = time.perf_counter()
        logger.debug("headers: %s", dict(request.headers))
        try:
            response = await call_next(request)
            response.headers["x-request-id"] = identifier
            elapsed = (time.perf_counter() - started) * 1000
            path = request.url.path
            logger.info(f"{request.method} {path} took {elapsed:.1f} ms")
            return response
        finally:
            request_id.reset(token)
