# --- app/db.py
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

engine = create_engine("postgresql://db/app", pool_pre_ping=True)
SessionLocal = sessionmaker(bind=engine)
# --- app/main.py
import asyncio
import contextlib
import csv
import json
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import aiohttp
import httpx
import psycopg2
import requests

from app.db import SessionLocal

LOG = open("app.log")
http = requests.Session()
lock = threading.Lock()


def files(path: str, target: Path) -> list:
    first = json.load(open(path))  # expect: COD013 "used and never closed"
    text = open(path).read()  # expect: COD013
    for line in open(path):  # expect: COD013
        print(line)
    rows = [row for row in open(path)]  # expect: COD013
    open(path, "w")  # expect: COD013
    handle = open(path)  # expect: COD013 "closed only if nothing fails"
    data = handle.read()
    handle.close()
    declared: object = open(path)  # expect: COD013
    print(declared)
    forgotten = target.open()  # expect: COD013 "never closed"
    reader = csv.reader(forgotten)
    page = urlopen("https://example.com").read()  # expect: COD013
    return [first, text, rows, data, reader, page]


def clients(url: str) -> None:
    session = requests.Session()  # expect: COD013 "The session that `requests.Session` gives is never closed"
    session.get(url)
    pool = ThreadPoolExecutor()  # expect: COD013
    pool.submit(print)
    httpx.Client().get(url)  # expect: COD013
    temporary = tempfile.NamedTemporaryFile()  # expect: COD013
    temporary.write(b"x")


async def async_clients(url: str) -> None:
    client = httpx.AsyncClient()  # expect: COD013
    await client.get(url)
    session = aiohttp.ClientSession()  # expect: COD013
    await session.get(url)
    await session.close()


def sessions() -> None:
    db = SessionLocal()  # expect: COD013 "The session that `SessionLocal` gives is never closed"
    db.commit()
    connection = psycopg2.connect("dbname=app")  # expect: COD013
    cursor = connection.cursor()  # expect: COD013 "The cursor"
    cursor.execute("select 1")
    connection.cursor().execute("select 1")
    with connection.cursor() as second:
        second.execute("select 1")
    connection.commit()
    connection.close()


def locks() -> None:
    lock.acquire()  # expect: COD013 "`lock` is released only if"
    print("x")
    lock.release()


def good(path: str, target: Path, keep, flag: bool):
    with open(path) as handle:
        handle.read()
    with closing(urlopen(path)) as response:
        response.read()
    other = open(path)
    try:
        other.read()
    finally:
        other.close()
    third = open(path)
    with third:
        third.read()
    keep(open(path))
    fourth = open(path)
    keep.handle = fourth
    fifth = target.open() if flag else None
    with contextlib.ExitStack() as stack:
        sixth = stack.enter_context(open(path))
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()
    lock.acquire()
    try:
        print(fifth, sixth)
    finally:
        lock.release()
    return open(path)


def good_return(path: str):
    handle = open(path)
    handle.seek(3)
    return handle


def good_closure(path: str):
    handle = open(path)

    def read() -> str:
        return handle.read()

    return read


def good_container(path: str) -> dict:
    handle = open(path)
    return {"file": handle}


def good_on_failure(path: str):
    handle = open(path)
    try:
        return handle.read()
    except OSError:
        handle.close()
        raise


def good_at_once(path: str) -> str:
    handle = tempfile.NamedTemporaryFile(delete=False)
    name = handle.name
    handle.close()
    return name


async def good_handed_over(semaphore: asyncio.Semaphore, work) -> None:
    await semaphore.acquire()
    try:
        asyncio.create_task(work())
    except Exception:
        semaphore.release()
        raise


class Store:
    def __init__(self, path: str) -> None:
        self.handle = open(path)
        self.client = httpx.AsyncClient()

    async def close(self) -> None:
        await self.client.aclose()
        self.handle.close()


async def good_async(url: str) -> None:
    async with httpx.AsyncClient() as client:
        await client.get(url)
    client = httpx.AsyncClient()
    try:
        await client.get(url)
    finally:
        await client.aclose()
    session = aiohttp.ClientSession()
    async with session:
        await session.get(url)


def good_lock() -> None:
    with lock:
        print("x")
    lock.acquire()
# --- app/listeners.py
from sqlalchemy import orm


def after_flush(session: orm.Session) -> None:
    local = orm.Session(bind=session.connection())
    local.commit()


def after_commit(engine: object) -> None:
    own = orm.Session(bind=engine)  # expect: COD013
    own.commit()
# --- tests/test_x.py
def test_x() -> None:
    assert open("x").read()
