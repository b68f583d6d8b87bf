import functools
import logging
import sys
from logging import getLogger

from fastapi import FastAPI

app = FastAPI()
by_file = logging.getLogger(__file__)
#                           ^^^^^^^^ expect: LOG016/suggestion "the path of a file"
    # fixed: by_file = logging.getLogger(__name__)
quoted = getLogger("__name__")  # expect: LOG016 "the letters of"
logger = logging.getLogger(__name__)
audit = logging.getLogger("audit")
logging.getLogger("uvicorn.access").setLevel(logging.WARNING)


def pay(order):
    logging.info("paying %s", order)
#   ^^^^^^^^^^^^ expect: LOG016 "uses the root logger"
    logger.warn("not paid")
#   ^^^^^^^^^^^ expect: LOG016 "deprecated"
        # fixed: logger.warning("not paid")
    logger.warning("not paid")
    audit.info("paid")


def report(message):
    logger.error(message, exc_info=True)


def report_calmly(message):
    logger.error(message, exc_info=True)  # expect: LOG016 "NoneType: None"


def unknown_callers(message):
    logger.error(message, exc_info=True)


@app.get("/orders")
def orders():
    logger.info("orders", exc_info=True)  # expect: LOG016 "where no exception is handled"
    logger.info("orders", exc_info=False)
    report_calmly("asked")
    try:
        pay(1)
    except ValueError:
        logger.error("no", exc_info=True)
        report("no")
    finally:
        logger.info("done", exc_info=True)


@app.exception_handler(ValueError)
def on_error(request, error):
    logger.error("failed", exc_info=True)


def one_logger():
    made = logging.getLogger("orders")
    made.addHandler(logging.StreamHandler(sys.stdout))  # expect: LOG016 "adds one more handler"
    return made


def guarded():
    made = logging.getLogger("orders")
    if not made.handlers:
        made.addHandler(logging.StreamHandler(sys.stdout))
    return made


@functools.lru_cache
def cached():
    made = logging.getLogger("orders")
    made.addHandler(logging.StreamHandler(sys.stdout))
    return made


def by_name(name):
    made = logging.getLogger(name)
    made.addHandler(logging.StreamHandler(sys.stdout))
    return made


def once():
    made = logging.getLogger("once")
    made.addHandler(logging.StreamHandler(sys.stdout))
    return made


def first():
    return one_logger(), guarded(), cached(), by_name("a"), once()


def second():
    return one_logger(), guarded(), cached(), by_name("b")
# --- scripts/import_orders.py
import logging

logging.info("begin")
# --- tests/test_app.py
import logging


def test_log():
    logging.warn("in a test")
# --- app/services/notifications.py
import logging

logger = logging.getLogger("notifications")  # expect: LOG016 "its module `app.services.notifications`"
# --- app/services/orders.py
import logging

from app.log import logger as log


def pay(order):
    logging.info("paying %s", order)
#   ^^^^^^^^^^^^ expect: LOG016 "uses the root logger"
    log.info("paid")
# --- app/services/audit.py
import logging

logger = logging.getLogger("audit")
# --- app/services/mail.py
import logging

logger = logging.getLogger("smtp")
# --- app/memory.py
import logging

own = logging.getLogger("memory")
own.addHandler(logging.StreamHandler())
own.propagate = False
# --- app/verbose.py
import logging

set_verbose = False
chatty = True

if set_verbose is True:
    logging.warning("never")
if chatty:
    logging.warning("now and then")  # expect: LOG016 "uses the root logger"
