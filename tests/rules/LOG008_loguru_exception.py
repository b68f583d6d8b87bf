import sys

from loguru import logger


def with_traceback(record):
    return "{time} | {message}\n{exception}"


logger.add(sys.stdout, format=with_traceback)


def charge(order):
    try:
        order.charge()
    except Exception as error:
        logger.error("charge failed: {}", error)  # expect: LOG008 "without the traceback" "in its place, once each `add` of a sink (in `app/main.py`) has `diagnose=False`: else the traceback"
