# Settings of its own making: a model that is filled from all variables with a prefix.
# --- app/main.py
import os

from app import other, third

URL = os.environ["DATABASE_URL"]
# --- app/other.py
import os

KEY = os.environ["API_KEY"]
# --- app/third.py
import os

from pydantic import BaseModel

PREFIX = "APP_"


class Config(BaseModel):
    debug: bool = False


def load() -> Config:
    values = {}
    for key, value in os.environ.items():
        if key.startswith(PREFIX):
            values[key[len(PREFIX) :].lower()] = value
    return Config(**values)
