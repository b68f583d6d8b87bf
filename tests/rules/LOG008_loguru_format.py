import sys

from loguru import logger


class Formatter:
    def __init__(self):
        self.short = "{time} | {level} | {message}\n"

    def format(self, record):
        return self.short


def configure():
    formatter = Formatter()
    logger.remove()
    logger.add(sys.stdout, format=formatter.format)
    logger.add(sys.stderr, format=Formatter().format)


def charge(order):
    try:
        order.charge()
    except Exception as error:
        logger.error("charge failed: {}", error)  # expect: LOG008 "without the traceback" "Call `exception(…)`, and let what `Formatter().format` of app/main.py returns end with `{exception}`"
