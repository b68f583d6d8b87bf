# --- app/storage.py
import logging


def ensure_bucket(client):
    print("bucket is there")  # expect: LOG001 "`print` in `ensure_bucket`" "with `logger = logging.getLogger(__name__)` at the top of the module"


ensure_bucket(object())

logger = logging.getLogger("shop.storage")


def load(client):
    print("loaded")  # expect: LOG001 "`print` in `load`" "Write `logger.info("
    logger.info("x")
# --- app/main.py
from fastapi import FastAPI

from app.storage import load

app = FastAPI()
app.get("/load")(load)
