# --- app/commands/load.py
import logging

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")


def load() -> None:
    logging.info("loading")


def main() -> None:
    load()


if __name__ == "__main__":
    main()
# --- app/plugin.py
import logging

from fastapi import FastAPI


def install(app: FastAPI) -> None:
    logging.basicConfig(format="%(asctime)s %(message)s")  # expect: LOG021


def start() -> None:
    from app.commands.load import load

    load()
# --- app/main.py
from fastapi import FastAPI

from app.plugin import install, start

app = FastAPI()
install(app)
start()
# --- app/helpers/journal.py
import logging.config

CONFIG = {
    "version": 1,
    "formatters": {"plain": {"format": "%(asctime)s %(message)s"}},
}
logging.config.dictConfig(CONFIG)
# --- app/mail_worker.py
import asyncio
import logging

logging.basicConfig(format="%(asctime)s %(message)s")  # expect: LOG021


async def run() -> None:
    await asyncio.sleep(1)


if __name__ == "__main__":
    asyncio.run(run())
