# Sinks that keep the values of variables out of tracebacks, or leave it to the configuration.
import os
import sys

from loguru import logger

DEBUG = os.environ.get("DEBUG") == "1"

logger.remove()
logger.add(sys.stdout, diagnose=False)
logger.add("errors.log", rotation="1 day", diagnose=DEBUG)


def charge(order):
    try:
        order.charge()
    except Exception as error:
        logger.error("charge failed: {}", error)  # expect: LOG008 "without the traceback" "Call `logger.exception(…)` in its place."
