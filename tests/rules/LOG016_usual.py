# rules: LOG016
# --- app/log.py
from loguru import logger
# --- app/orders.py
from app.log import logger


def pay(order):
    logger.info("paying {}", order)
    logger.info("paid {}", order)
# --- app/users.py
from app.log import logger


def add(user):
    logger.info("added {}", user)
# --- app/mail.py
import logging


def send(mail):
    logging.info("sending")  # expect: LOG016 "another call of the module: their records" "`logger.info(…)`, with `from app.log import logger` at"
    logging.error("not sent")
# --- app/shadowed.py
import logging

from app.log import logger


def send(logger):
    logging.info("sending")  # expect: LOG016 "its record does not name" "with `from app.log import logger`"


def receive():
    logger.info("received")
# --- app/service.py
import logging

from app.log import logger


class Service:
    def __init__(self):
        self.logger = logger

    def run(self):
        logging.info("running")  # expect: LOG016 "uses the root logger" "The module has `self.logger`: write `self.logger.info(…)`"
        self.logger.info("run")
# --- app/tool.py
import logging


def run():
    logging.info("a program")


if __name__ == "__main__":
    run()
# --- app/server.py
import logging

library_log = logging.getLogger("library")
library_log.setLevel(logging.WARNING)
root_log = logging.getLogger()
root_log.info("starting")
logging.info("started")  # expect: LOG016 "uses the root logger" "with `from app.log import logger`"
