# --- app/main.py
import json
import logging

from fastapi import FastAPI


class Formatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return json.dumps({"message": record.getMessage(), "severity": record.levelname})


logging.basicConfig(level="INFO")
app = FastAPI()
