import logging
import os

import structlog
from fastapi import APIRouter, HTTPException, status
from loguru import logger as loguru_logger

router = APIRouter()
logger = logging.getLogger(__name__)
events = structlog.get_logger()

logging.basicConfig(level=logging.DEBUG, format="%(message)s")  # expect: LOG010 "set to DEBUG"
logging.getLogger().setLevel("DEBUG")  # expect: LOG010
logging.root.setLevel(10)  # expect: LOG010
logging.basicConfig(level=os.environ.get("LOG_LEVEL", "INFO"))
logging.basicConfig(level=logging.INFO)
logging.getLogger("app").setLevel(logging.DEBUG)
if os.environ.get("DEBUG"):
    logging.basicConfig(level=logging.DEBUG)


def too_low(order):
    try:
        order.charge()
    except Exception as error:
        logger.info("failed: %s", error)  # expect: LOG010 "all that is said"
        # fixed: logger.exception("failed: %s", error)
        return False
    try:
        order.charge()
    except:
        events.debug("failed")  # expect: LOG010
        # fixed: events.exception("failed")
    try:
        order.charge()
    except (ValueError, Exception):
        if order:
            loguru_logger.info("failed")  # expect: LOG010
            # fixed: loguru_logger.exception("failed")


@router.get("/orders/{order_id}")
async def read(order_id: int):
    if order_id < 0:
        logger.error("bad id %s", order_id)  # expect: LOG010/warning "what is answered as the client's mistake" "Any client can raise the error rate"
        # fixed: logger.warning("bad id %s", order_id)
        raise HTTPException(status_code=422, detail="bad id")
    try:
        order = {}[order_id]
    except KeyError:
        logger.exception("not there")  # expect: LOG010 "" "A client whose request leads here"
        raise HTTPException(status.HTTP_404_NOT_FOUND)
    if order is None:
        logger.critical("no order")  # expect: LOG010 "for a single request"
        # fixed: logger.error("no order")
    logger.critical("forbidden")  # expect: LOG010
    raise HTTPException(403)


@router.get("/good/{order_id}")
async def good(order_id: int, order):
    try:
        order.charge()
    except ConnectionError as error:
        logger.info("not reached: %s", error)
    except TypeError:
        logger.error("x")
        raise HTTPException(500)
    except Exception as error:
        logger.error("unexpected: %s", error)
        raise HTTPException(400)
    try:
        order.charge()
    except Exception as error:
        logger.debug("details: %s", error)
        logger.warning("charging failed")
    try:
        order.charge()
    except Exception as error:
        logger.info("passing on: %s", error)
        raise
    try:
        order.charge()
    except Exception as error:
        logger.info("failed", exc_info=True)
    logger.warning("bad id")
    raise HTTPException(404)


def start() -> None:
    logger.critical("no database")
    raise SystemExit(1)


if __name__ == "__main__":
    logging.basicConfig(level=logging.DEBUG)
# --- tests/conftest.py
import logging

logging.basicConfig(level=logging.DEBUG)
# --- scripts/run.py
import logging

logging.basicConfig(level=logging.DEBUG)
# --- app/optional.py
import importlib
import logging

log = logging.getLogger(__name__)


def load(name, cache):
    try:
        module = importlib.import_module(name)
        known = getattr(module, "known")
    except Exception as error:
        log.debug("no %s: %s", name, error)
    try:
        import h2
    except Exception:
        log.info("no HTTP/2")
    try:
        from app.cache import store

        store.clear(name)
    except Exception as error:
        log.debug("not cleared: %s", error)  # expect: LOG010 "all that is said" "Use `log.exception(…)`"
        # fixed: log.exception("not cleared: %s", error)
# --- app/webhooks.py
import logging

from fastapi import APIRouter, HTTPException

log = logging.getLogger(__name__)
router = APIRouter()


@router.post("/paid")
def paid(amount: int, expected: int):
    if amount != expected:
        log.error("amounts differ")
        raise HTTPException(400)


if __name__ == "__main__":
    logging.basicConfig(level=logging.DEBUG)
# --- app/lazy.py
import logging

log = logging.getLogger(__name__)


def diagnose(order):
    try:
        order.check()
    except Exception:
        log.debug("not checked", exc_info=False)


def reset():
    try:
        from app.cache import reset_all

        reset_all()
    except Exception as error:
        log.debug("not reset: %s", error)  # expect: LOG010 "all that is said"
        # fixed: log.exception("not reset: %s", error)


try:
    from app.settings import configure

    configure()
except Exception:
    logging.basicConfig(level=logging.DEBUG)
# --- app/index.py
import logging

log = logging.getLogger(__name__)


def prepare(client):
    try:
        client.info("orders")
    except Exception:
        log.info("making the index")  # expect: LOG010 "all that is said"
        # fixed: log.exception("making the index")
        log.info("with its fields")
        client.make("orders")
# --- app/ending.py
import asyncio
import logging

logger = logging.getLogger(__name__)


class Service:
    async def close_quietly(self, socket) -> None:
        try:
            if socket.closed:
                return
            await socket.close(code=1000)
        except Exception as error:
            logger.debug("not closed: %s", error)

    def sync_shutdown(self) -> None:
        try:
            loop = asyncio.get_event_loop()
            loop.run_until_complete(self.close_quietly(None))
        except Exception as error:
            # The loop may be gone at the end of the process.
            logger.debug("not shut down: %s", error)

    async def stop_listening(self, feed) -> None:
        try:
            await asyncio.wait_for(feed.close(), timeout=1)
        except Exception as error:
            logger.debug("not closed: %s", error)

    def shutdown_now(self) -> None:
        try:
            loop = asyncio.get_event_loop()
            loop.run_until_complete(self.close_quietly(None))
        except Exception as error:
            logger.debug("not shut down: %s", error)  # expect: LOG010/suggestion

    def migrate(self, cursor) -> None:
        try:
            cursor.execute("UPDATE feedback SET rating = 1")
        except Exception as error:
            # The table may not exist yet.
            logger.debug("not migrated: %s", error)  # expect: LOG010/suggestion "is all" "Catch what is expected here by its name"
