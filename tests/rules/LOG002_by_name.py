# --- app/main.py
import logging.config

from fastapi import FastAPI

app = FastAPI()
logging.config.dictConfig(
    {"version": 1, "formatters": {"json": {"()": "pythonjsonlogger.jsonlogger.JsonFormatter"}}}
)
