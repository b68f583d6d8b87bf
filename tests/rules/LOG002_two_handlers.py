# A handler that has a formatter of its own writes plain text as long as it has that.
# --- app/main.py
import app.log
from fastapi import FastAPI

app = FastAPI()
# --- app/log.py
import logging
from logging.handlers import RotatingFileHandler

FORMAT = "%(asctime)s %(message)s"
logging.basicConfig(level="INFO", format=FORMAT)  # expect: LOG002 "plain text" "Give the formatter to `to_file` as well, which has one of its own. Where else `basicConfig` is called (`app/worker.py:3`), pass such a handler as well: let one function make it, in a module that sets up no logging when it is imported. Leave `to_file` out of it: those programs would write into its file, too. Loggers"
to_file = RotatingFileHandler("/var/log/app.log", maxBytes=1000000, backupCount=3)
to_file.setFormatter(logging.Formatter(FORMAT))
logging.getLogger().addHandler(to_file)
# --- app/worker.py
import logging

logging.basicConfig(level="INFO")


def work() -> None: ...
