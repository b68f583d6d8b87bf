# A handler without a formatter beside those that have one.
import json
import logging
from logging.handlers import RotatingFileHandler

from fastapi import FastAPI


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return json.dumps({"message": record.getMessage()})


def configure() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter())
    audit = logging.FileHandler("audit.log")  # expect: LOG002 "`audit` has no formatter" "`audit.setFormatter(JsonFormatter())`"
    logging.getLogger().handlers = [handler, audit]


def configure_more() -> None:
    errors = RotatingFileHandler("errors.log", maxBytes=1, backupCount=1)
    errors.setFormatter(JsonFormatter())
    slow = logging.StreamHandler()  # expect: LOG002
    logging.getLogger("slow").addHandler(slow)
    logging.getLogger("errors").addHandler(errors)
    # fine: nobody gets it, or `basicConfig` gives it a formatter
    unused = logging.StreamHandler()
    plain = logging.StreamHandler()
    logging.basicConfig(handlers=[plain])
    print(unused)


def configure_plain() -> None:
    # fine: nothing here is structured; the library's default is meant
    console = logging.StreamHandler()
    logging.getLogger("console").addHandler(console)


configure()
configure_more()
configure_plain()
app = FastAPI()


@app.get("/orders")
def orders() -> None: ...
