# --- app/main.py
import logging

from fastapi import FastAPI, HTTPException, Request
from slowapi import Limiter

from app.net import client_ip, limits, store

app = FastAPI()
logger = logging.getLogger(__name__)
ALLOWED = {"10.0.0.1"}


@app.get("/internal")
def internal(request: Request):
    address = request.headers.get("X-Forwarded-For", "").split(",")[0].strip()  # expect: VAL030/review "`X-Forwarded-For` decides in `internal`"
    if address not in ALLOWED:
        raise HTTPException(403)
    return {}


@app.get("/blocked")
def blocked(request: Request):
    address = request.headers["X-Real-IP"]  # expect: VAL030
    limits.is_blocked(address)
    return {}


@app.get("/counted")
def counted(request: Request):
    address = request.headers.get("x-real-ip")  # expect: VAL030
    store.incr(f"attempts:{address}")
    return {}


@app.get("/logged")
def logged(request: Request):
    address = request.headers.get("X-Forwarded-For")
    if address is not None:
        logger.info("from %s", address)
        logger.info(f"no limit for {address}")
    if address == "":
        return {}
    return {"from": address}


def user_key(request: Request) -> str:
    return request.headers.get("X-Real-IP") or "unknown"  # expect: VAL030


limiter = Limiter(key_func=user_key)


@app.get("/checked")
def checked(request: Request):
    if client_ip(request) not in ALLOWED:
        raise HTTPException(403)
    return {}
# --- app/net.py
from fastapi import Request

from app.core import limits, store


def client_ip(request: Request) -> str:
    forwarded = request.headers.get("X-Forwarded-For")  # expect: VAL030 "`client_ip`"
    if forwarded:
        return forwarded.split(",")[0]
    real = request.headers.get("X-Real-IP")
    if real:
        return real
    return request.client.host


def proxied_ip(request: Request) -> str:
    if not is_trusted_proxy(request.client.host):
        return request.client.host
    return request.headers.get("X-Forwarded-For", "").split(",")[0]


def chosen_ip(request: Request) -> str:
    if request.client.host in limits.TRUSTED_PROXIES:
        return request.headers.get("X-Real-IP", "")
    return request.client.host


def generate_report(request: Request) -> str:
    return request.headers.get("X-Forwarded-For", "")


def shown_ip(request: Request) -> str:
    return request.headers.get("X-Forwarded-For", "")


def page(request: Request) -> dict:
    return {"ip": shown_ip(request)}
