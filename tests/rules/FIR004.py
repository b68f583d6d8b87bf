# Probe 23.
# --- main.py
from firebase_functions import https_fn, scheduler_fn
from firebase_functions.params import SecretParam, StringParam

from helpers import TOKEN, send

KEY = SecretParam("KEY")
NAME = StringParam("NAME")
ALL = [KEY]


@https_fn.on_request()  # expect: FIR004/critical "`api` reads the secret `KEY`" "`secrets=["
def api(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response(KEY.value + KEY.value + NAME.value)


@https_fn.on_request(secrets=[KEY])
def bound(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response(KEY.value)


@https_fn.on_request(secrets=["KEY"])
def by_name(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response(KEY.value)


@scheduler_fn.on_schedule(schedule="every day 06:00", secrets=["KEY"])  # expect: FIR004 "`TOKEN`" "Add `"
def daily(event: scheduler_fn.ScheduledEvent) -> None:
    send()


@https_fn.on_request(secrets=ALL + [TOKEN])
def computed(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response(KEY.value)


def helper() -> str:
    return KEY.value
# --- helpers.py
from firebase_functions.params import SecretParam

TOKEN = SecretParam("TOKEN")


def send() -> None:
    deliver()


def deliver() -> None:
    print(TOKEN.value)
