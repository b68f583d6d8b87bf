# --- app/main.py
import os
from os import getenv

from dotenv import dotenv_values

from app import settings

URL = os.environ["DATABASE_URL"]  # expect: VAL003/critical "reads `DATABASE_URL`, `DEBUG`, `TIMEOUT`, `dotenv_values()` and 1 more from"


def load() -> None:
    if getenv("DEBUG"):
        timeout = int(os.environ.get("TIMEOUT", "5"))
        values = dotenv_values(".env")
        other = os.environ.get("OTHER")
# --- app/platform.py
import os

PORT = int(os.environ.get("PORT", 8080))
SERVICE = os.environ["KOYEB_SERVICE_NAME"]
PROJECT = os.getenv("GOOGLE_CLOUD_PROJECT")
EMULATOR = os.getenv("FIRESTORE_EMULATOR_HOST")
HOME = os.environ["HOME"]
os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ.setdefault("OMP_NUM_THREADS", "1")
environment = {**os.environ, "A": "b"}


def read(name: str) -> str:
    return os.environ[name]


if __name__ == "__main__":
    print(os.environ["DATABASE_URL"])
# --- app/settings.py
import os

from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    env_file: str = os.getenv("ENV_FILE", ".env")


# --- app/params.py
from firebase_functions.params import SecretParam

KEY = SecretParam("KEY")
# --- gunicorn.conf.py
import os

workers = int(os.environ["WORKERS"])
# --- scripts/load.py
import os

URL = os.environ["DATABASE_URL"]
# --- tests/conftest.py
import os

URL = os.environ["TEST_DATABASE_URL"]
# --- alembic/env.py
import os

URL = os.environ["DATABASE_URL"]
