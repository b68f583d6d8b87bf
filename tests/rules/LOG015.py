import logging
from logging import getLogger

import structlog
from loguru import logger as loguru_logger

logger = logging.getLogger(__name__)
events = structlog.get_logger(__name__)
MESSAGE = "order %s: %s"


def counts(order, reason) -> None:
    logger.info("order %s paid: %s", order.id)  # expect: LOG015 "asks for 2 values and is given 1"
    logger.error("order", order.id)  # expect: LOG015 "asks for 0 values and is given 1"
    logger.info("order {} paid", order.id)  # expect: LOG015
    logging.warning("100% of %s", order.id)  # expect: LOG015
    logger.log(logging.INFO, "order %s", order.id, reason)  # expect: LOG015 "asks for 1 value and is given 2"
    getLogger("x").critical(MESSAGE, order)  # expect: LOG015
    logger.info("order %z", order)  # expect: LOG015 "not valid"
    logger.info("%*d", 3)  # expect: LOG015


def extras(order, request) -> None:
    logger.info(
        "paid",
        extra={
            "name": order.name,  # expect: LOG015 "the key `name`"
            "order_id": order.id,
            "message": "x",  # expect: LOG015
        },
    )
    # fixed: "order_name": order.name,
    logger.info("x", extra={"filename": request.url})  # expect: LOG015
    # fixed: logger.info("x", extra={"event_filename": request.url})


def keywords(order) -> None:
    logger.info("paid", order_id=order.id)  # expect: LOG015 "takes no keyword `order_id`"
    logging.error("paid", user=1, exc_info=True)  # expect: LOG015


class Adapter(logging.LoggerAdapter):
    def process(self, msg, kwargs):
        return msg, kwargs


adapted = Adapter(logger, {})


class OwnLogger(logging.Logger):
    def info(self, msg, *args, **kwargs):
        super().info(msg, *args, extra=kwargs)


own = OwnLogger("x")


def good(order, values, **more) -> None:
    logger.info("100%")
    logger.info("100%% of %s", order)
    logger.info("%s %5.2f %-3d %x", order, 1.0, 2, 3)
    logger.info("%*d", 3, 4)
    logger.info("%(a)s %(b)s", {"a": 1, "b": 2})
    logger.info(MESSAGE, order, 1)
    logger.info(MESSAGE, *values)
    logger.info(order.text, 1, 2)
    logger.info("x", extra={"order_name": 1, **more})
    logger.info("x", extra=more)
    logger.info("x", exc_info=True, stack_info=True, stacklevel=2)
    logger.info("x", **more)
    logger.info(msg="x")
    events.info("paid", order_id=1, name="x")
    loguru_logger.info("order {} {name}", order, name=1)
    adapted.info("x", user=1, extra={"name": 1})
    own.info("x", user=1)
# --- app/many.py
import logging

logger = logging.getLogger(__name__)


def pay(order) -> None:
    logger.warning("paid", order=1, user=2)  # expect: LOG015 "takes no keywords `order`, `user`" "in one dictionary"
    logger.debug("paid", order=1)  # expect: LOG015 "as soon as the level is on"
    logger.info("paid", flush=True)  # expect: LOG015 "no keyword `flush`" "Leave it out"
