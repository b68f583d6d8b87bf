# One application for a server and for functions of Firebase, with a handler that its lifespan
# leaves out: moved into the lifespan its code would not run for the functions.
# --- main.py
from a2wsgi import ASGIMiddleware
from firebase_functions import https_fn, scheduler_fn

from api import app, pool

wsgi = ASGIMiddleware(app)


@https_fn.on_request()
def api(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response.from_app(wsgi, request.environ)


@scheduler_fn.on_schedule(schedule="every day 06:00")
def daily(event: scheduler_fn.ScheduledEvent) -> None:
    pool.open()
# --- api.py
from contextlib import asynccontextmanager

from fastapi import FastAPI

from pool import Pool

pool = Pool()


@asynccontextmanager
async def lifespan(app: FastAPI):
    pool.open()
    yield
    pool.close()


app = FastAPI(lifespan=lifespan)


@app.on_event("startup")  # expect: DEP015/critical "never called" "Make what the handler loads when it is first used, and delete `load_prices` with its decorator: behind `ASGIMiddleware` in `main.py` the lifespan does not run either (FIR003)"
def load_prices() -> None:
    app.state.prices = {"a": 1}
