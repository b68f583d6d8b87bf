# The example of one application is no example for another; pages of docs/ and examples of editors.
# --- .vscode/.env.template
ORDERS_URL=1
SEARCH_INDEX=1
# --- orders/.env.example
ORDERS_URL=http://localhost  # expect: DEP022 "Read by the application and not listed here: `ORDERS_LIMIT`"
# --- docs/providers/search.md
| `SEARCH_INDEX` | Name of the index |
# --- orders/main.py
import os

from fastapi import FastAPI
from pydantic_settings import BaseSettings


BASE = "http://localhost"


class Settings(BaseSettings):
    running: bool = True
    orders_address: str = f"{BASE}/orders"


settings = Settings()
app = FastAPI()
URL = os.environ["ORDERS_URL"]
LIMIT = os.environ["ORDERS_LIMIT"]
INDEX = os.environ["SEARCH_INDEX"]


def stop() -> None:
    settings.running = False
# --- orders/__main__.py
import os

DUMP = os.environ["DUMP_GROUPS"]
# --- queue/main.py
import os

from fastapi import FastAPI

app = FastAPI()
LIMIT = os.environ["QUEUE_LIMIT"]
SIZE = os.environ["BATCH_SIZE"]  # expect: DEP022 "named in no guide, example, manifest or script: `BATCH_SIZE`, `QUEUE_LIMIT`"

if __name__ == "__main__":
    print(os.environ["ONLY_BY_HAND"])
# --- tools/load.py
import os

HOW_MANY = os.environ["HOW_MANY"]

if __name__ == "__main__":
    print(HOW_MANY)
# --- load_tests/config.py
import os

USERS = os.environ["LOAD_TEST_USERS"]
