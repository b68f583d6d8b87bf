# --- api/main.py
import logging

from fastapi import FastAPI

from orders import load
import begin

app = FastAPI()
logging.basicConfig(level="INFO")
load()
# --- api/orders.py
import traceback


def load() -> None:
    print("loading")  # expect: LOG001 "`print` in `load`" "`logger = logging.getLogger(__name__)` at the top of the module."


def reload(path: str) -> None:
    try:
        load()
    except Exception as error:
        print(f"reading failed: {error}")  # expect: LOG001 "`print` in `reload`" "`logger.exception("
        rows = open(path)
        print(f"read {rows}")  # expect: LOG001 "`print` in `reload`" "`logger.info("
        print(f"gave up: {error}")  # expect: LOG001 "`print` in `reload`" "`logger.exception("


def refresh() -> None:
    try:
        load()
    except Exception as error:
        print(f"refreshing: {error}")  # expect: LOG001 "`print` in `refresh`" "`logger.exception("
        print(traceback.format_exc())  # expect: LOG001 "`print` in `refresh`" "Take it out: a logger's"


def rebuild() -> None:
    try:
        load()
    except Exception as error:
        trace = traceback.format_exc()
        print("rebuilding:")  # expect: LOG001 "`print` in `rebuild`" "`logger.exception("
        print(trace)  # expect: LOG001 "`print` in `rebuild`" "Take it out: a logger's"
# --- api/models.py
def find_models() -> list:
    print("looking for models")
    return []
# --- api/alembic/env.py
from models import find_models

find_models()
# --- shop/manage.py
import django
# --- shop/tasks.py
from celery import shared_task


@shared_task
def rename() -> None:
    print("renamed")  # expect: LOG001 "`print` in `rename`" "`logger = logging.getLogger(__name__)` at the top of the module."
# --- shop/cache.py
import logging

logger = logging.getLogger("redis.activity")
logger.addHandler(logging.StreamHandler())
# --- shop/signals.py
import logging

logger = logging.getLogger(__name__)


def renamed(old: str, new: str) -> None:
    print(f"renaming {old}")  # expect: LOG001 "`print` in `renamed`" "Nothing configures logging here yet"
    try:
        open(new)
    except OSError as error:
        print(f"no file {error}")  # expect: LOG001 "`print` in `renamed`" "no file %s"
# --- site/project/settings.py
LOGGING = {"version": 1}
# --- site/project/pages.py
def show() -> None:
    print("showing")  # expect: LOG001 "`print` in `show`" "`logger = logging.getLogger(__name__)` at the top of the module."
# --- api/begin.py
# print, for no logger is configured before this module is loaded
print("loading agents")  # expect: LOG001/suggestion "the module writes" "Configure logging above it first"


def begin() -> None:
    # print on purpose: logging is not set up yet
    print("begin")  # expect: LOG001/suggestion "`begin`"


def end() -> None:
    # prints the end
    print("end")  # expect: LOG001/warning "`end`"
# --- library/measure.py
def measure(count: int) -> None:
    print(f"measured {count}")  # expect: LOG001 "`print` in `measure`" "`logger = logging.getLogger(__name__)` at the top of the module."
# --- sinks/log.py
import logging
import sys

from loguru import logger


def to_text(record) -> str:
    return str(record)


def write(message) -> None:
    print(to_text(message.record))


class Console(logging.Handler):
    def emit(self, record) -> None:
        print(self.format(record))


logger.add(lambda message: print(to_text(message), file=sys.stderr))
logger.add(write)
