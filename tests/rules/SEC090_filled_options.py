# --- app/main.py
from app.factory import create_app
from app.handlers import HANDLERS

app = create_app(exception_handlers=HANDLERS)
# --- app/handlers.py
HANDLERS = load_handlers()
# --- app/factory.py
from typing import Any

from fastapi import FastAPI


def create_app(**kwargs: Any) -> FastAPI:
    application = FastAPI(**kwargs)

    @application.get("/orders")
    def orders() -> list[str]:
        return load_orders()

    return application
