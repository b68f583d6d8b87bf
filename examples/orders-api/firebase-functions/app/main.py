"""The FastAPI application: its middleware, error handlers and routers."""

import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import firebase_admin
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from slowapi import Limiter, _rate_limit_exceeded_handler
from slowapi.errors import RateLimitExceeded
from slowapi.util import get_remote_address
from starlette.middleware.sessions import SessionMiddleware

from app.core.errors import install_error_handlers
from app.core.logs import configure_logging
from app.core.middleware import RequestIdMiddleware
from app.core.settings import get_settings
from app.db.pool import close_pool, open_pool
from app.routers import (
    admin,
    articles,
    auth,
    customers,
    health,
    invoices,
    orders,
    payments,
    webhooks,
)

logger = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Opens the connection pool and Firebase for as long as the application runs.

    Args:
        app (FastAPI): The application that starts.

    Yields:
        None: Nothing; both are open in between.
    """
    firebase = firebase_admin.initialize_app()
    open_pool(get_settings())
    logger.info("%s %s started", app.title, app.version)
    yield
    close_pool()
    firebase_admin.delete_app(firebase)
    logger.info("%s stopped", app.title)


def create_app() -> FastAPI:
    """Builds the application.

    Returns:
        FastAPI: The application with everything installed.
    """
    settings = get_settings()
    configure_logging(settings.log_level)
    application = FastAPI(
        title="Orders API",
        version="1.4.0",
        description="Orders, payments and invoices of the shop.",
        lifespan=lifespan,
        debug=True,
    )
    application.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_credentials=True,
        allow_methods=["*"],
        allow_headers=["*"],
    )
    application.add_middleware(RequestIdMiddleware)
    application.add_middleware(SessionMiddleware, settings.session_key.get_secret_value())
    application.state.limiter = Limiter(key_func=get_remote_address)
    application.add_exception_handler(RateLimitExceeded, _rate_limit_exceeded_handler)
    install_error_handlers(application)
    for module in (health, auth, customers, articles, orders, payments, invoices, webhooks):
        application.include_router(module.router)
    application.include_router(admin.router, prefix="/admin", tags=["admin"])
    return application


app = create_app()


@app.on_event("startup")
async def warm_up() -> None:
    """Loads the price list before the first request."""
    from app.services.pricing import load_price_list

    load_price_list()
