import sys

from loguru import logger


def with_traceback(record):
    return "{time} | {message}\n{exception}"


logger.add(sys.stdout, format=with_traceback)


def charge(order):
    try:
        order.charge()
    except Exception as error:
        logger.error("charge failed: {}", error)  # expect: LOG008 "without the traceback" "Call `logger.exception(…)` in its place."
