# --- app/log.py
from loguru import logger
# --- app/stores.py
from app.log import logger


def load(path: str, count: int) -> None:
    try:
        open(path)
    except OSError as error:
        print(f"cannot open {path}: {error}")  # expect: LOG001 "`print` in `load`" "cannot open {}: {}"
        # fixed: logger.warning(f"cannot open {path}: {error}")
    except Exception as error:
        print("failed:", error)  # expect: LOG001 "`print` in `load`" "`logger.exception(…)`."
    logger.info("loaded {}", path)
    print(f"loaded\n{count}")  # expect: LOG001 "`print` in `load`" "`logger.info(…)`."
    # fixed: logger.info(f"loaded\n{count}")


def drop(logger: object) -> None:
    print("dropped")  # expect: LOG001 "`print` in `drop`" "with `from app.log import logger` at the top"
# --- app/carts.py
def load() -> None:
    print("loaded")  # expect: LOG001 "`print` in `load`" "with `from app.log import logger` at the top"
# --- app/pay.py
from app.log import logger


def pay(key: str, api_key: str, amount: int) -> None:
    logger.info("paid {}", amount)
    print(f"key {api_key}")  # expect: LOG001 "`print` in `pay`" "has the secret and can use it"
    print(f"amount {amount}")  # expect: LOG001 "`print` in `pay`" "Take it out: a record beside it"
    logger.debug(f"amount {amount}")
    print("Failed to pay")  # expect: LOG001 "`print` in `pay`" "`logger.warning("
# --- gunicorn.conf.py
workers = 2


def on_starting(server):
    print("starting")  # expect: LOG001 "`print` in `on_starting`" "`server.log.info(…)`"
# --- locustfile.py
from locust import HttpUser


class Buyer(HttpUser):
    def on_stop(self):
        print("stopped")
# --- load.py
import asyncio


async def main():
    print("loading")


asyncio.run(main())
