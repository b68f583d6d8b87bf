# --- src/billing/requirements.txt
fastapi==0.115.0
# --- src/billing/main.py
import logging

from fastapi import FastAPI

app = FastAPI()
logging.basicConfig(level="INFO")
# --- src/billing/plugins/rates.py
def rates() -> None:
    print("rates")  # expect: LOG001 "`print` in `rates`" "`logger = logging.getLogger(__name__)` at the top of the module."
# --- src/maps/requirements.txt
fastapi==0.115.0
# --- src/maps/main.py
from fastapi import FastAPI

from tiles import draw

app = FastAPI()
draw()
# --- src/maps/model.py
import logging


class Model:
    def __init__(self, name: str) -> None:
        self.logger = self._make_logger(name)

    def _make_logger(self, name: str) -> logging.Logger:
        logger = logging.getLogger(name)
        logger.addHandler(logging.StreamHandler())
        return logger
# --- src/maps/tiles.py
import model
def draw() -> None:
    print("drawing")  # expect: LOG001 "`print` in `draw`" "Nothing configures logging here yet"
# --- src/ingest/requirements/base.txt
fastapi==0.115.0
# --- src/ingest/main.py
from fastapi import FastAPI

import read

app = FastAPI()
# --- src/ingest/read.py
def read() -> None:
    print("reading")  # expect: LOG001 "`print` in `read`" "Nothing configures logging here yet"
