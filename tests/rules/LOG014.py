# --- app/log.py
import logging

import structlog
from loguru import logger as loguru_logger

logger = logging.getLogger(__name__)
events = structlog.get_logger()
# --- app/main.py
import logging as log
from logging import getLogger, info

from app.log import events, logger, loguru_logger

own = getLogger("app")
PREFIX = "orders: "


def f_strings(order, request) -> None:
    logger.info(f"order {order.id} paid")  # expect: LOG014 "is put together before the logger is asked"
    # fixed: logger.info("order %s paid", order.id)
    own.error(f"{order.id} at 100%: {request.url!r}", exc_info=True)  # expect: LOG014
    # fixed: own.error("%s at 100%%: %r", order.id, request.url, exc_info=True)
    log.warning(f'left {order.count():,}')  # expect: LOG014 "" "as a value, for `%` has no such format."
    log.log(log.INFO, f"{{literal}} {order}")  # expect: LOG014
    # fixed: log.log(log.INFO, "{literal} %s", order)
    info(f"total {order.total()}")  # expect: LOG014
    # fixed: info("total %s", order.total())
    logger.debug(rf"\d {order}")  # expect: LOG014
    # fixed: logger.debug(r"\d %s", order)
    logger.debug(f"{order=}")  # expect: LOG014
    logger.info(f"a {order} " f"b {request}")  # expect: LOG014 "" ", value`."
    logger.info("took " f"{order.seconds:.2f}")  # expect: LOG014 "" "… %.2f"
    logger.info(f"a {order} " f"b {request.seconds:.2f}")  # expect: LOG014 "" ", value`, with `%.2f` where the text has that format."
    logger.info(f"{order, request}")  # expect: LOG014
    log.getLogger("x").info(msg=f"{order}")  # expect: LOG014


def others(order, names: list[str]) -> None:
    logger.info("order %s" % order)  # expect: LOG014 "is put together before the logger is asked"
    # fixed: logger.info("order %s", order)
    logger.info("order %s %d" % (order.id, order.count))  # expect: LOG014
    # fixed: logger.info("order %s %d", order.id, order.count)
    logger.info("pair %s %s" % order)  # expect: LOG014
    logger.info("order {} {}".format(order, order.id))  # expect: LOG014 "is put together before the logger is asked"
    # fixed: logger.info("order %s %s", order, order.id)
    logger.info("order {0:>3}".format(order))  # expect: LOG014
    logger.info("order " + order.name)  # expect: LOG014 "is put together before the logger is asked"
    # fixed: logger.info("order %s", order.name)
    logger.info("names: " + ", ".join(names))  # expect: LOG014


def elsewhere(order) -> None:
    events.info(f"order {order} paid")  # expect: LOG014
    loguru_logger.info(f"order {order} at {{}}")  # expect: LOG014
    # fixed: loguru_logger.info("order {} at {{}}", order)
    loguru_logger.bind(a=1).warning("x %s" % order)  # expect: LOG014


class Service:
    def __init__(self) -> None:
        self.log = log.getLogger("service")

    async def run(self, order) -> None:
        self.log.info(f"run {order}")  # expect: LOG014
        # fixed: self.log.info("run %s", order)


def good(order, console) -> None:
    logger.info("order %s paid", order.id)
    logger.info("order paid", extra={"order": f"{order.id}"})
    logger.info(PREFIX + "started")
    logger.info("a" + "b")
    logger.info(f"started")
    logger.info(order)
    logger.info("total %s", f"{order.total:.2f}")
    events.info("order_paid", order_id=order.id, text=f"{order}")
    loguru_logger.info("order {} paid", order.id)
    console.info(f"order {order}")
    logger.info(order.count % 2)
    logger.info(order.total + 1)
    logger.isEnabledFor(log.INFO)
# --- a-tool/run.py
import logging

logger = logging.getLogger("tool")


def run(order) -> None:
    logger.info(f"order {order}")  # expect: LOG014
    # fixed: logger.info("order %s", order)
# --- app/development.py
import logging

logger = logging.getLogger(__name__)
NAME = "orders"


def show(settings, code) -> None:
    if settings.is_development():
        logger.info(f"your code is {code}")
    logger.info(f"{NAME} started")


if __name__ == "__main__":
    logger.info(f"run {show}")
# --- scripts/show.py
import logging

logger = logging.getLogger("show")


def run(order) -> None:
    logger.info(f"order {order}")
# --- app/tool.py
import argparse
import logging

logger = logging.getLogger("tool")


def run(order) -> None:
    argparse.ArgumentParser().parse_args()
    logger.info(f"order {order}")
# --- app/both.py
import argparse
import logging

logger = logging.getLogger("both")


def run(order) -> None:
    logger.info(f"order {order.id}")  # expect: LOG014 "" "Pass the values as arguments: `logger.info("
    # fixed: logger.info("order %s", order.id)
# --- app/uses.py
from app.both import run

run(1)
# --- app/numbers.py
import logging

from loguru import logger as loguru_logger

logger = logging.getLogger(__name__)


def show(order, total: float, attempt: int) -> None:
    logger.info(f"took {total:.2f}s of {attempt:d}")  # expect: LOG014
    # fixed: logger.info("took %.2fs of %d", total, attempt)
    logger.info(f"attempt {attempt + 1} of {order}")  # expect: LOG014
    # fixed: logger.info("attempt %s of %s", attempt + 1, order)
    logger.info(f"is {attempt == 1}")  # expect: LOG014
    # fixed: logger.info("is %s", attempt == 1)
    logger.info(f"{order or 'none'}")  # expect: LOG014
    # fixed: logger.info("%s", order or 'none')
    logger.info(f"{total:>10.2f}")  # expect: LOG014
    logger.info(f"{total:5d}")  # expect: LOG014
    logger.info(f"{total!r:.2f}")  # expect: LOG014
    loguru_logger.info(f"took {total:.1f}s")  # expect: LOG014
    # fixed: loguru_logger.info("took {:.1f}s", total)
