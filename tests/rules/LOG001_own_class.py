# --- app/log.py
import logging


class Logger:
    def __init__(self) -> None:
        self.logger = logging.getLogger("app")

    def info(self, message, *args) -> None:
        self.logger.info(message)


logger = Logger()
# --- app/orders.py
from app.log import logger

logger.info("orders")
# --- app/carts.py
from app.log import logger

logger.info("carts")
# --- app/users.py
from app.log import logger

logger.info("users")
# --- app/stock.py
def show(count: int) -> None:
    print(count)  # expect: LOG001 "`print` in `show`" "a record by `logger`, with `from app.log import logger` at the top"
