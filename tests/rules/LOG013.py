# --- app/main.py
import logging
from contextlib import asynccontextmanager

from fastapi import FastAPI

from app import service

logger = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(app: FastAPI):
    logger.info("started")
    yield
    logger.info("stopped")


app = FastAPI(lifespan=lifespan)


@app.post("/orders")
def add_order(order_id: int) -> None:
    logger.info("order created")  # expect: LOG013/warning "3 of 6 log records say nothing but a constant text"
    service.bill(order_id)


@app.put("/orders")
def change_order(order_id: int) -> None:
    logger.warning("order changed")
    logger.info("order %s changed", order_id)
    logger.info(f"order {order_id} changed")
    logger.debug("change")
    try:
        service.bill(order_id)
    except ValueError:
        logger.exception("bill failed")


# --- app/service.py
import logging

logger = logging.getLogger(__name__)


def bill(order_id: int) -> None:
    logger.info("bill written")


# --- app/__main__.py
import logging

logger = logging.getLogger(__name__)


def main() -> None:
    logger.info("one")
    logger.info("two")


main()
