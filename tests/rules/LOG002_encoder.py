# --- app/main.py
import app.log
from fastapi import FastAPI

app = FastAPI()
# --- app/log.py
import json
import logging


class LogEncoder(json.JSONEncoder):
    def default(self, value: object) -> object:
        return str(value)


class Message:
    def __init__(self, **values: object) -> None:
        self.values = values

    def __str__(self) -> str:
        return LogEncoder().encode(self.values)


class OneLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return str(Message(**record.__dict__))


handler = logging.StreamHandler()
handler.setFormatter(OneLine())
logging.getLogger().addHandler(handler)
