# A filter adds the request to all records.
import logging
from contextvars import ContextVar

from fastapi import FastAPI

user: ContextVar[str] = ContextVar("user")


class AddUser(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.user = user.get()
        return True


handler = logging.StreamHandler()
handler.addFilter(AddUser())
logger = logging.getLogger(__name__)
app = FastAPI()


@app.post("/orders")
def add_order(order_id: int) -> None:
    logger.info("order created")


@app.put("/orders")
def change_order(order_id: int) -> None:
    logger.info("order changed")


@app.delete("/orders")
def delete_order(order_id: int) -> None:
    logger.info("order deleted")
