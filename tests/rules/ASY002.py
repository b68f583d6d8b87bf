# --- app/main.py
import asyncio
import time
from typing import Annotated

import requests
from fastapi import Depends, FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from starlette.middleware.base import BaseHTTPMiddleware

from app.cache import cached_rates, expensive
from app.repository import OrderRepository
from app.service import OrderService, file_rates, helper, iterate, lookup, render, slow_coroutine

app = FastAPI()
service = OrderService(OrderRepository())


@app.get("/orders/{order_id}")
async def show(order_id: int) -> dict:
    return service.load(order_id)
#          ^^^^^^^^^^^^^^^^^^^^^^ expect: ASY002 "`async def show` calls `load`, which waits for the database in `psycopg2.connect`"
    # fixed: return await asyncio.to_thread(service.load, order_id)


@app.get("/threaded/{order_id}")
async def threaded(order_id: int) -> dict:
    first = await run_in_threadpool(service.load, order_id)
    second = await asyncio.to_thread(service.load, order_id)
    third = await run_in_threadpool(lambda: service.load(order_id))

    def nested() -> dict:
        return service.load(order_id)

    return {"all": [first, second, third, await asyncio.to_thread(nested)]}


@app.get("/sync/{order_id}")
def in_thread(order_id: int) -> dict:
    return service.load(order_id)


async def limit(request: Request) -> None:
    helper()


def plain_dependency() -> None:
    helper()


@app.get("/limited", dependencies=[Depends(limit), Depends(plain_dependency)])
async def limited() -> dict:
    await slow_coroutine()
    helper()  # expect: ASY002 "`async def limited` calls `helper`, which sleeps in `time.sleep`; so does one other call in a coroutine"
    return {"page": render("x"), "rows": list(iterate()), "found": lookup("x")}


@app.get("/rates")
async def rates() -> dict:
    return {
        "cached": cached_rates(),
        "unknown": expensive(),
        "file": file_rates(),  # expect: ASY002/suggestion "waits for the disk"
    }


class Timing(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        self.record()  # expect: ASY002 "waits for an HTTP answer"
        # fixed: await asyncio.to_thread(self.record)
        return await call_next(request)

    def record(self) -> None:
        requests.post("https://example.com", timeout=3)


@app.exception_handler(ValueError)
async def on_value_error(request, error):
    notify(str(error))  # expect: ASY002


def notify(text: str) -> None:
    requests.post("https://example.com/notify", json=text, timeout=3)


async def not_reached() -> None:
    unreached()


def unreached() -> None:
    time.sleep(2)
# --- app/service.py
import asyncio
import os
import time

from app.repository import OrderRepository


class OrderService:
    def __init__(self, repository: OrderRepository) -> None:
        self.repository = repository

    def load(self, order_id: int) -> dict:
        return self.repository.find(order_id)


def helper() -> None:
    deeper()


def deeper() -> None:
    time.sleep(1)


async def slow_coroutine() -> None:
    await asyncio.sleep(1)
    convert()  # expect: ASY002 "`async def slow_coroutine` calls `convert`"


def convert() -> None:
    import subprocess

    subprocess.run(["convert"], check=True)


def render(text: str) -> str:
    return text.upper()


def iterate():
    time.sleep(1)
    yield 1


def lookup(path: str) -> bool:
    return os.path.exists(path)


def file_rates() -> str:
    with open("rates.json") as file:
        return file.read()
# --- app/repository.py
import psycopg2


class OrderRepository:
    def find(self, order_id: int) -> dict:
        connection = psycopg2.connect("dbname=app")
        return self.fetch(connection, order_id)

    def fetch(self, connection, order_id: int) -> dict:
        return {}
# --- app/cache.py
import functools
import time

from elsewhere import in_executor


@functools.lru_cache
def cached_rates() -> dict:
    time.sleep(1)
    return {}


@in_executor
def expensive() -> dict:
    time.sleep(1)
    return {}
