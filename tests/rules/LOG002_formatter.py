import logging.config

from fastapi import FastAPI

app = FastAPI()
logging.config.dictConfig({
    "version": 1,
    "formatters": {"json": {"()": "dockerflow.logging.JsonLogFormatter", "logger_name": "orders"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
})
