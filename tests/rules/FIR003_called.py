# One application for a server and for functions of Firebase, with a handler that its lifespan
# leaves out: moved into the lifespan its code would not run for the functions.
# --- main.py
import firebase_admin
from a2wsgi import ASGIMiddleware
from firebase_functions import https_fn

from api import app, pool

firebase_admin.initialize_app()
wsgi = ASGIMiddleware(app)  # expect: FIR003 "`lifespan`, which calls `pool.open`, never runs: the functions start" "Call `pool.open` once, when what it makes is first used, and `load` likewise (DEP015): the functions that do not pass the bridge"


@https_fn.on_request()
def api(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response.from_app(wsgi, request.environ)


@https_fn.on_call()
def again(request: https_fn.CallableRequest) -> str:
    return pool.take()
# --- api.py
from contextlib import asynccontextmanager

import firebase_admin
from fastapi import FastAPI

from pool import Pool

pool = Pool()


@asynccontextmanager
async def lifespan(app: FastAPI):
    firebase = firebase_admin.initialize_app()
    pool.open()
    yield
    pool.close()


app = FastAPI(lifespan=lifespan)


@app.on_event("startup")
def load_prices() -> None:
    from prices import load

    load("a")
