# --- app/main.py
from fastapi import FastAPI

import app.records
import missing.journal

app = FastAPI()
# --- app/records.py
import logging

handler = logging.FileHandler("app.log")  # expect: LOG017
# --- app/helpers/journal.py
import logging
import logging.config
from pathlib import Path

FOLDER = Path("logs")
FOLDER.mkdir(exist_ok=True)
CONFIG = {
    "version": 1,
    "handlers": {"file": {"class": "logging.FileHandler", "filename": FOLDER / "app.log"}},
}
logging.config.dictConfig(CONFIG)
journal = logging.getLogger("app")
journal.addHandler(logging.FileHandler("other.log"))
# --- app/nightly.py
import logging


def run() -> None:
    logging.basicConfig(filename="nightly.log")  # expect: LOG017


run()
# --- app/settings.py
LOGGING = {
    "version": 1,
    "handlers": {"file": {"class": "logging.FileHandler", "filename": "site.log"}},  # expect: LOG017
}
# --- alembic/env.py
import os

for name in os.listdir("app/models"):
    __import__(name)
