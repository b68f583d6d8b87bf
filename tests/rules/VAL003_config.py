# Libraries for settings convert what they read, and say what is missing.
# --- app/main.py
import os

from fastapi import FastAPI

from app.config import DATABASE_URL, TIMEOUT

app = FastAPI()
LEVEL = os.environ.get("LEVEL", "info")  # expect: VAL003/warning "reads `LEVEL`"
# --- app/config.py
from decouple import config as read
from environs import Env
from starlette.config import Config

config = Config(".env")
DATABASE_URL = config("DATABASE_URL")
TIMEOUT = config("TIMEOUT", cast=int, default=5)
SECRET_KEY = read("SECRET_KEY")
env = Env()
DEBUG = env.bool("DEBUG", False)
