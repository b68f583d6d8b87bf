# A library: who makes the application configures logging.
# --- app/api.py
import logging
from dataclasses import dataclass, field

from fastapi import FastAPI

logger = logging.getLogger(__name__)


@dataclass
class Api:
    app: FastAPI = field(default_factory=lambda: FastAPI())

    def add(self) -> None:
        self.app.add_api_route("/orders", orders)


def orders() -> None:
    logger.info("orders")
