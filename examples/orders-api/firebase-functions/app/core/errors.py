"""Errors of the domain, and how they are answered."""

import logging
import traceback

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

logger = logging.getLogger(__name__)


class DomainError(Exception):
    """Something the business does not allow."""

    status_code = 400


class NotFoundError(DomainError):
    """The thing that was asked for does not exist."""

    status_code = 404


class ConflictError(DomainError):
    """The thing is not in a state that allows what was asked."""

    status_code = 409


class PaymentError(DomainError):
    """The payment provider refused or could not be reached."""

    status_code = 502


async def answer_domain_error(request: Request, error: DomainError) -> JSONResponse:
    """Turns a domain error into its status code.

    Args:
        request (Request): The request that failed.
        error (DomainError): Why it failed.

    Returns:
        JSONResponse: The message, as FastAPI spells errors.
    """
    logger.info("%s %s: %s", request.method, request.url.path, error)
    return JSONResponse(status_code=error.status_code, content={"detail": str(error)})


async def answer_unexpected_error(request: Request, error: Exception) -> JSONResponse:
    """Answers what nobody thought of.

    Args:
        request (Request): The request that failed.
        error (Exception): Why it failed.

    Returns:
        JSONResponse: A body for the client.
    """
    logger.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return JSONResponse(
        status_code=500,
        content={"detail": "internal error", "trace": traceback.format_exc()},
    )


def install_error_handlers(app: FastAPI) -> None:
    """Registers the handlers above.

    Args:
        app (FastAPI): The application that gets them.
    """
    app.add_exception_handler(DomainError, answer_domain_error)
    app.add_exception_handler(Exception, answer_unexpected_error)
