# Logging that is set up in several places takes its handler from one function.
# --- app/main.py
import logging

from fastapi import FastAPI

logging.basicConfig(level="INFO")  # expect: LOG002 "plain text" "pass `handlers=[handler]`. Where else `basicConfig` is called (`app/worker.py:3`, `scripts/seed.py:5`), pass such a handler as well: let one function make it, in a module that sets up no logging when it is imported. Loggers of the server (`uvicorn` and `uvicorn.access`"
app = FastAPI()
# --- app/migrations/versions/1_first.py
import logging

logging.basicConfig(level="INFO")
# --- app/worker.py
import logging

logging.basicConfig(level="INFO")


def work() -> None: ...


# --- app/examples/__init__.py
# --- app/examples/show.py
import asyncio
import logging

from app.worker import work

logging.basicConfig(level="INFO")


async def main() -> None:
    print("showing")
    work()


if __name__ == "__main__":
    asyncio.run(main())
# --- scripts/ask.py
import argparse
import logging

logging.basicConfig(level="INFO")
# --- scripts/check_docs.py
import logging

logging.basicConfig(level="INFO")
# --- app/import_prices.py
import logging

logging.basicConfig(level="INFO", filename="import.log")
# --- scripts/seed.py
import logging

from app.worker import work

logging.basicConfig(level="INFO")
# --- tests/test_worker.py
import logging

logging.basicConfig(level="INFO")
