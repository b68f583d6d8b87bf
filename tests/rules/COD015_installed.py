# A package as it is installed: no tests, nothing that says what it is installed with.
# --- lib/__init__.py
# --- lib/main.py
from fastapi import FastAPI

from lib.prices import price

app = FastAPI()


@app.get("/")
def root() -> int:
    return price()
# --- lib/prices.py
def price() -> int:
    return 1


def other_price() -> int:
    return 2


def _old_price() -> int:  # expect: COD015/warning
    return 3
# --- lib/tests/__init__.py
"""Tests are not shipped."""
