# --- app/log.py
import logging
import logging.config

FORMAT = "%(asctime)s %(levelname)s %(message)s"
CONFIG = {
    "version": 1,
    "formatters": {
        "plain": {"format": "%(asctime)s %(message)s"},  # expect: LOG021/suggestion "does not say where"
        "zoned": {"format": "%(asctime)s %(message)s", "datefmt": "%Y-%m-%dT%H:%M:%S%z"},
        "json": {"()": "pythonjsonlogger.json.JsonFormatter", "format": "%(asctime)s %(message)s"},
        "timeless": {"format": "%(levelname)s %(message)s"},
    },
}
logging.config.dictConfig(CONFIG)
logging.basicConfig(format=FORMAT)  # expect: LOG021
logging.basicConfig(format="%(message)s")
formatter = logging.Formatter(FORMAT, "%H:%M:%S")  # expect: LOG021
zoned = logging.Formatter(FORMAT, datefmt="%Y-%m-%d %H:%M:%S %Z")
utc = logging.Formatter("%(asctime)sZ %(message)s")


def configured(dates: str) -> logging.Formatter:
    return logging.Formatter(FORMAT, dates)
# --- tests/conftest.py
import logging

logging.basicConfig(format="%(asctime)s %(message)s")
# --- app/from_file.py
import logging
import logging.config
import os

if os.path.exists("logging.ini"):
    logging.config.fileConfig("logging.ini")
else:
    fallback = logging.StreamHandler()
    fallback.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
# --- app/tool.py
import argparse
import logging


def main() -> None:
    argparse.ArgumentParser().parse_args()
    logging.basicConfig(format="%(asctime)s %(message)s")


if __name__ == "__main__":
    main()
