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
    logging.basicConfig(format="%(asctime)s %(message)s")  # expect: LOG002


def start() -> None:
    from app.commands.load import load

    load()
# --- app/main.py
from fastapi import FastAPI

from app.plugin import install, start

app = FastAPI()
install(app)
start()
