# Settings of one corner only; modules that no application loads.
# --- app/main.py
import os

from app import corner, first, second
from fastapi import FastAPI

URL = os.environ["DATABASE_URL"]  # expect: VAL003/warning "The settings classes serve parts of the code only: 3 modules read"
DEBUG = os.environ.get("DEBUG_MODE")
app = FastAPI()
# --- app/first.py
import os

URL = os.environ["FIRST_URL"]
# --- app/second.py
import os

URL = os.environ["SECOND_URL"]
# --- app/corner.py
from pydantic_settings import BaseSettings


class CornerSettings(BaseSettings):
    url: str
# --- app/unused.py
import os

URL = os.environ["UNUSED_URL"]
