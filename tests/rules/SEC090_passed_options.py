# What a factory hands on is known where nobody fills it and only metadata are added.
# --- app/main.py
from app.factory import create_app

app = create_app(version="2")
# --- app/factory.py
from typing import Any

from fastapi import FastAPI


def create_app(version: str, **kwargs: Any) -> FastAPI:
    more = {"title": "Orders", "description": version}
    kwargs.update(more)
    kwargs.update({"docs_url": None})
    application = FastAPI(**kwargs)  # expect: SEC090 "no handler" "Write `@application.exception_handler(Exception)`"

    @application.get("/orders")
    def orders() -> list[str]:
        return load_orders()

    return application
