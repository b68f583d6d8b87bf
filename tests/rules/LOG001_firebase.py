# A function of Firebase is a program of its own: what configures logging for the application does
# nothing for those that do not load it.
# --- main.py
import firebase_admin
from a2wsgi import ASGIMiddleware
from firebase_functions import https_fn, scheduler_fn

from app import mails
from app.logs import configure_logging

firebase_admin.initialize_app()


def get_bridge() -> ASGIMiddleware:
    from app.main import app

    return ASGIMiddleware(app)


@https_fn.on_request()
def api(request: https_fn.Request) -> https_fn.Response:
    mails.ask()
    return https_fn.Response.from_app(get_bridge(), request.environ)


@https_fn.on_call()
def resend(request: https_fn.CallableRequest) -> str:
    mails.send()
    return "sent"


@scheduler_fn.on_schedule(schedule="every day 06:00")
def remind(event: scheduler_fn.ScheduledEvent) -> None:
    mails.send()
    mails.remind()


@scheduler_fn.on_schedule(schedule="every day 07:00")
def report(event: scheduler_fn.ScheduledEvent) -> None:
    configure_logging()
    mails.report()
    mails.send()
# --- app/mails.py
import logging

logger = logging.getLogger(__name__)


def ask() -> None:
    print("asking")  # expect: LOG001 "`print` in `ask`" "Write `logger.info("


def send() -> None:
    print("sending")  # expect: LOG001 "`print` in `send`" "`resend` and `remind`, functions of Firebase, run it, and nothing there configures logging: until that is done, Python drops records at info."


def remind() -> None:
    print("failed to remind")  # expect: LOG001 "`print` in `remind`" "`remind`, a function of Firebase, runs it, and nothing there configures logging: until that is done, Python writes the message alone"


def report() -> None:
    print("reporting")  # expect: LOG001 "`print` in `report`" "Write `logger.info("
# --- app/logs.py
import logging


def configure_logging() -> None:
    logging.getLogger().addHandler(logging.StreamHandler())
# --- app/main.py
from fastapi import FastAPI

from app import mails
from app.logs import configure_logging


def create_app() -> FastAPI:
    configure_logging()
    return FastAPI()


app = create_app()
