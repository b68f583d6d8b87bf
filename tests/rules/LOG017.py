import logging
import logging.handlers as handlers
import sys
from logging import FileHandler
from logging.config import dictConfig
from logging.handlers import RotatingFileHandler, TimedRotatingFileHandler
from pathlib import Path

from loguru import logger

LOG_FILE = Path("app.log")

plain = FileHandler("app.log")  # expect: LOG017 "a file that nothing rotates"
logging.basicConfig(filename="app.log", level=logging.INFO)  # expect: LOG017 "`basicConfig`"
never = RotatingFileHandler("app.log")  # expect: LOG017 "`maxBytes` is 0"
half = handlers.RotatingFileHandler("app.log", maxBytes=1000)  # expect: LOG017 "`backupCount` is 0"
zero = RotatingFileHandler("app.log", "a", 0, 5)  # expect: LOG017
endless = TimedRotatingFileHandler("app.log", when="D")  # expect: LOG017 "never deletes"
logger.add("app.log")  # expect: LOG017
logger.add(LOG_FILE, level="INFO")  # expect: LOG017
logger.add(f"{LOG_FILE}.txt", rotation=None)  # expect: LOG017
dictConfig(
    {
        "version": 1,
        "handlers": {
            "file": {"class": "logging.FileHandler", "filename": "app.log"},  # expect: LOG017
            "rotating": {
                "class": "logging.handlers.RotatingFileHandler",  # expect: LOG017
                "filename": "app.log",
            },
            "good": {
                "class": "logging.handlers.RotatingFileHandler",
                "filename": "app.log",
                "maxBytes": 1000,
                "backupCount": 3,
            },
            "console": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout"},
        },
    }
)


def good(options: dict, size: int) -> None:
    logging.StreamHandler(sys.stdout)
    logging.FileHandler("/dev/stdout")
    RotatingFileHandler("app.log", maxBytes=10_000, backupCount=3)
    RotatingFileHandler("app.log", maxBytes=size, backupCount=size)
    RotatingFileHandler("app.log", **options)
    TimedRotatingFileHandler("app.log", backupCount=7)
    handlers.WatchedFileHandler("app.log")
    logging.basicConfig(level=logging.INFO)
    logging.basicConfig(stream=sys.stdout)
    logger.add(sys.stdout, serialize=True)
    logger.add("app.log", rotation="10 MB", retention=3)
    print({"class": "order", "filename": "x"})
# --- app/chosen.py
import logging
from logging.handlers import RotatingFileHandler


def handler(path: str, rotates: bool) -> logging.Handler:
    if rotates:
        made = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=3)
    else:
        made = logging.FileHandler(path)
    return made
# --- app/chosen.py
import logging


def make_handler(path: str | None) -> logging.Handler:
    return logging.FileHandler(path) if path else logging.StreamHandler()
# --- app/closed.py
import logging


def keep_statements() -> None:
    lines = logging.FileHandler("statements.log")  # expect: LOG017 "nothing rotates"
    statements = logging.getLogger("sqlalchemy.engine")
    statements.propagate = False
    statements.addHandler(lines)
