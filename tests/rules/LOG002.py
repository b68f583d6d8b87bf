# --- app/main.py
import logging.config

import app.slow

from fastapi import FastAPI

app = FastAPI()
logging.config.dictConfig({"version": 1, "formatters": {"text": {"format": "%(message)s"}}})  # expect: LOG002/warning
# --- app/log.py
import logging


class UpperFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).upper()
# --- app/slow.py
import logging

slow = logging.getLogger("slow")
slow.addHandler(logging.StreamHandler())
