# Probe of the bridges: a FastAPI application behind functions of Firebase.
# --- main.py
import asyncio
import logging
from functools import lru_cache

import uvicorn
from a2wsgi import ASGIMiddleware
from asgiref.wsgi import WsgiToAsgi
from firebase_functions import https_fn
from flask import Flask
from mangum import Mangum
from vellox import Vellox

from api.plain import app as plain
from api.pooled import app as pooled
from api.evented import app as evented
from api.logged import app as logged
from legacy import flask_app

good = ASGIMiddleware(plain)
silent = ASGIMiddleware(logged)
lost = ASGIMiddleware(pooled)  # expect: FIR003/critical "`lifespan` never runs"
events = ASGIMiddleware(app=evented)  # expect: FIR003/critical "`connect` never runs"
flask = ASGIMiddleware(flask_app)
off = Vellox(app=plain, lifespan="off")
off_lost = Vellox(app=pooled, lifespan="off")  # expect: FIR003 "never runs"
each = Vellox(pooled)  # expect: FIR003 "on every request"
wrong_way = WsgiToAsgi(plain)  # expect: FIR003/critical "WsgiToAsgi"
lambda_bridge = Mangum(plain)  # expect: FIR003/critical "Mangum"
_bridge = None


@https_fn.on_request()
def api(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response.from_app(good, request.environ)


@https_fn.on_request()
def direct(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response.from_app(plain, request.environ)  # expect: FIR003 "is ASGI"


@https_fn.on_request()
def returned(request: https_fn.Request) -> https_fn.Response:
    return plain  # expect: FIR003/critical "is ASGI"


@https_fn.on_request()
def made_each_time(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response.from_app(ASGIMiddleware(plain), request.environ)  # expect: FIR003 "each request"


@https_fn.on_request()
def made_below(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response.from_app(fresh(), request.environ)


def fresh() -> ASGIMiddleware:
    return ASGIMiddleware(plain)  # expect: FIR003 "each request"


@lru_cache
def cached() -> ASGIMiddleware:
    return ASGIMiddleware(plain)


def lazily() -> ASGIMiddleware:
    global _bridge
    if _bridge is None:
        _bridge = ASGIMiddleware(plain)
    return _bridge


@https_fn.on_request()
def made_once(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response.from_app(cached() or lazily(), request.environ)


@https_fn.on_request()
async def waits(request: https_fn.Request) -> https_fn.Response:  # expect: FIR003/critical "is a coroutine"
    return https_fn.Response("ok")


@https_fn.on_request()
def serves(request: https_fn.Request) -> https_fn.Response:
    uvicorn.run(plain)  # expect: FIR003 "starts a server"
    return https_fn.Response("ok")


@https_fn.on_request()
def by_hand(request: https_fn.Request) -> https_fn.Response:
    asyncio.run(plain({}, None, None))  # expect: FIR003 "by hand"
    return https_fn.Response("ok")


@https_fn.on_request()
def no_bridge(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response(asyncio.run(load()))


async def load() -> str:
    return "ok"


if __name__ == "__main__":
    uvicorn.run(plain)
# --- api/__init__.py
# --- api/plain.py
from fastapi import FastAPI

app = FastAPI()
# --- api/pooled.py
from contextlib import asynccontextmanager

from fastapi import FastAPI

from pool import Pool


@asynccontextmanager
async def lifespan(app: FastAPI):
    """Keeps a pool."""
    app.state.pool = Pool()
    yield
    app.state.pool.close()


app = FastAPI(lifespan=lifespan)
# --- api/evented.py
from fastapi import FastAPI

app = FastAPI()


@app.on_event("startup")
def connect() -> None:
    app.state.pool = object()


@app.on_event("shutdown")
def close() -> None:
    del app.state.pool
# --- api/logged.py
import logging
from contextlib import asynccontextmanager

from fastapi import FastAPI

logger = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(app: FastAPI):
    """Only says so."""
    logger.info("started")
    yield
    logger.info("stopped")


app = FastAPI(lifespan=lifespan)
# --- legacy.py
from flask import Flask

flask_app = Flask(__name__)
