import asyncio
import json
import logging
import sys
import traceback
from logging import error as log_error

import sentry_sdk
import structlog
from fastapi import FastAPI, HTTPException, status
from loguru import logger as loguru_logger

app = FastAPI()
logger = logging.getLogger(__name__)
events = structlog.get_logger()


@app.post("/orders")
async def create(order: dict) -> dict:
    try:
        return save(order)
    except Exception as error:
        logger.error("saving failed: %s", error)  # expect: LOG008 "without the traceback"
        # fixed: logger.exception("saving failed: %s", error)
        raise HTTPException(status_code=500, detail="failed")


@app.get("/orders")
async def read() -> dict:
    try:
        return save({})
    except Exception:
        logger.critical("reading failed", extra={"a": 1})  # expect: LOG008
        # fixed: logger.critical("reading failed", extra={"a": 1}, exc_info=True)
    except:
        log_error("all failed")  # expect: LOG008
        # fixed: log_error("all failed", exc_info=True)
    return {}


def narrow(order) -> None:
    try:
        order = save(order)
        save(order.copy)
    except ValueError as error:
        logger.error(f"order: {error}")  # expect: LOG008/suggestion "`logger.error` writes that it failed"
    except KeyError:
        logger.error("there is no such order")
    except OSError as error:
        logger.error(f"disk: {error}")
    except json.JSONDecodeError as error:
        logger.error(f"no JSON: {error}")
    except (ValueError, Exception) as error:
        if order:
            logger.error(error)  # expect: LOG008
            # fixed: logger.exception(error)
        logger.warning("x")


def told_by_name(order) -> None:
    try:
        save(order)
    except KeyError:
        logger.error("no such order: a new one is made")


def twice(order) -> None:
    try:
        save(order)
    except Exception as error:
        logger.error(error)  # expect: LOG008
        logger.error("saving failed")
        if order:
            logger.error("of %s", order)  # expect: LOG008


async def others(order) -> None:
    try:
        save(order)
    except Exception as error:
        events.error("save_failed", error=str(error))  # expect: LOG008
        # fixed: events.exception("save_failed", error=str(error))
    try:
        save(order)
    except Exception:
        await events.aerror("save_failed")  # expect: LOG008
        # fixed: await events.aexception("save_failed")
    try:
        save(order)
    except Exception as error:
        loguru_logger.error("x {}", error)  # expect: LOG008 "without the traceback" "once `LOGURU_DIAGNOSE=NO` is set in the environment: else"
        # fixed: loguru_logger.exception("x {}", error)
    try:
        save(order)
    except Exception:
        loguru_logger.critical("x")  # expect: LOG008
        # fixed: loguru_logger.opt(exception=True).critical("x")


def good(order, **more) -> dict:
    try:
        return save(order)
    except KeyError as error:
        logger.error("not there: %s", error)
        raise HTTPException(status.HTTP_404_NOT_FOUND) from error
    except ValueError as error:
        logger.error("bad: %s", error)
        raise RuntimeError("bad") from error
    except TypeError:
        logger.error("bad")
        raise
    except asyncio.CancelledError:
        logger.error("cancelled")
    except OSError as error:
        logger.error("x", exc_info=True)
        logger.error("x", exc_info=error)
        logger.error("x", exc_info=False)
        logger.error("x", **more)
        loguru_logger.opt(exception=True).error("x")
    except AttributeError:
        logger.exception("x")
        logger.error("see above")
    except LookupError as error:
        logger.error("x\n%s", traceback.format_exc())
    except ArithmeticError as error:
        sentry_sdk.capture_exception(error)
        logger.error("x")
    except NameError:
        logger.warning("x")
        sys.exit(1)
    except Exception:

        def later() -> None:
            logger.error("no exception is at hand when this runs")

        later()
        logger.exception("x")
    logger.error("not in an except clause")
    return {}


def save(order):
    return order

# --- app/traced.py
import logging

import sentry_sdk
from opentelemetry import trace

log = logging.getLogger(__name__)


def capture(error) -> None:
    sentry_sdk.capture_exception(error)


def charge(order) -> None:
    try:
        order.charge()
    except Exception as error:
        log.error("not charged: %s", error)
        trace.get_current_span().record_exception(error)
    try:
        order.charge()
    except Exception as error:
        log.error("not charged: %s", error)
        capture(error)
    try:
        order.charge()
    except Exception as error:
        log.error("not charged: %s", error)  # expect: LOG008 "`log.error`" "Call `log.exception(…)` in its place, or pass `exc_info=True`."
        # fixed: log.exception("not charged: %s", error)
# --- app/keys.py
import logging

from fastapi import HTTPException

log = logging.getLogger(__name__)


def make_key(path: str) -> None:
    try:
        open(path)
    except Exception as error:
        log.error("no key: %s", error)
        raise HTTPException(500)


def make_keys() -> None:
    make_key("first")
    make_key("second")


def start() -> None:
    try:
        make_keys()
    except Exception:
        log.exception("not started")
        raise


def renew(path: str) -> None:
    try:
        open(path)
    except Exception as error:
        log.error("no key: %s", error)  # expect: LOG008/warning
        raise HTTPException(500)


def renew_all() -> None:
    renew("first")


def restart() -> None:
    try:
        renew("second")
    except Exception:
        log.exception("not started")
        raise


def sign(path: str) -> None:
    try:
        open(path)
    except Exception as error:
        log.error("not signed: %s", error)  # expect: LOG008/warning
        raise HTTPException(500)


def sign_all() -> None:
    try:
        sign("first")
    except HTTPException:
        raise
    except Exception:
        log.exception("not signed")
        raise
# --- app/commands/keys.py
import logging

log = logging.getLogger(__name__)


def show(path: str) -> None:
    try:
        open(path)
    except Exception as error:
        log.error("no key: %s", error)  # expect: LOG008/suggestion
