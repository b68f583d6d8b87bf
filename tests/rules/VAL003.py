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
# --- app/cli/run.py
import os

from app import settings

URL = os.environ["RUN_URL"]
# --- app/standard.py
import os

from app import settings

PROFILE = os.environ.get("AWS_PROFILE")
TRACES = os.environ["OTEL_EXPORTER_OTLP_ENDPOINT"]
QUIET = os.environ.get("DO_NOT_TRACK")
FILE = os.environ["APP_ENV_FILE"]
if os.environ.get("APP_OLD_TOKEN", ""):
    raise RuntimeError("APP_OLD_TOKEN is gone")
# --- app/sources.py
import os

from pydantic_settings import PydanticBaseSettingsSource

from app import settings


class Source(PydanticBaseSettingsSource):
    def read(self) -> str:
        return os.environ["SOURCE_FILE"]
# --- app/ci.py
import os

SHA = os.environ["CI_COMMIT_SHA"] or os.environ["BITBUCKET_COMMIT"]
REVISION = os.environ["K_REVISION"]
# --- app/client.py
import os


class Client:
    def __init__(self, key: str | None = None, url: str | None = None) -> None:
        self.key = key or os.getenv("CLIENT_API_KEY")
        if url is None:
            url = os.environ["CLIENT_URL"]
        self.url = url if url else os.environ["OTHER_URL"]
# --- app/switches.py
import os

from app import settings

FAST = os.getenv("FAST") == "1"  # expect: VAL003/warning
LIMIT = int(os.environ.get("LIMIT", "5"))
if "TRACE_FILE" in os.environ:
    trace = os.environ["TRACE_FILE"]
try:
    level = os.environ["LEVEL"]
except KeyError:
    level = "info"
token = os.getenv("API_TOKEN") or "none"
other_token = os.getenv("OTHER_TOKEN")
if other_token:
    print("on")
# --- app/credential.py
import os

from app import settings

LIMIT = int(os.environ.get("LIMIT", "5"))
token = os.getenv("API_TOKEN")  # expect: VAL003/review
# --- app/child.py
import os
import subprocess

from app import settings


def start(run: str) -> None:
    subprocess.run(["worker"], env={**os.environ, "APP__RUN_ID": run})


RUN = os.environ["APP__RUN_ID"]
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
