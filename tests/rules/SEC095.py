# --- app/main.py
import smtplib
import urllib.request
from urllib.request import urlopen

import aiohttp
import httpx
import psycopg2
import requests as http

from app.config import settings

TIMEOUT = 5
DSN = "dbname=app connect_timeout=3"


def sync(url: str, options: dict, host: str) -> None:
    http.get(url)  # expect: SEC095 "`http.get` is called without a timeout"
    # fixed: http.get(url, timeout=10)
    http.post(url, json={"a": 1})  # expect: SEC095
    # fixed: http.post(url, json={"a": 1}, timeout=10)
    http.get(url, timeout=None)  # expect: SEC095 "`timeout=None`"
    # fixed: http.get(url, timeout=10)
    session = http.Session()
    session.get(url)  # expect: SEC095
    with http.Session() as other:
        other.request("GET", (url))  # expect: SEC095
        # fixed: other.request("GET", (url), timeout=10)
    http.get(  # expect: SEC095
        (
            url  # its own (
        )
    )
    # fixed: ), timeout=10
    http.get(url, timeout=3)
    http.get(url, timeout=TIMEOUT)
    http.get(url, timeout=(3, 10))
    http.get(url, **options)
    httpx.get(url)
    httpx.get(url, timeout=None)  # expect: SEC095
    httpx.Client()
    httpx.Client(timeout=None)  # expect: SEC095
    httpx.Client(timeout=httpx.Timeout(None))  # expect: SEC095
    httpx.Client(timeout=httpx.Timeout(5, read=None))
    with httpx.stream("GET", url, timeout=None) as events:  # expect: SEC095/suggestion "for the connection, too"
        print(events)
    with httpx.stream("GET", url, timeout=httpx.Timeout(5, read=None)) as events:
        print(events)
    urlopen(url)  # expect: SEC095
    urllib.request.urlopen(url, None, 5)
    urllib.request.urlopen(url, timeout=5)
    smtplib.SMTP(host, 25)  # expect: SEC095
    smtplib.SMTP(host, 25, timeout=5)
    smtplib.SMTP()


def database(options: dict) -> None:
    psycopg2.connect("dbname=app")  # expect: SEC095 "`connect_timeout`"
    # fixed: psycopg2.connect("dbname=app", connect_timeout=5)
    psycopg2.connect(host="db", dbname="app")  # expect: SEC095
    psycopg2.connect(settings.DSN)  # expect: SEC095
    psycopg2.connect(DSN)
    psycopg2.connect(host="db", connect_timeout=5)
    psycopg2.connect(**options)


async def aio(url: str) -> None:
    async with aiohttp.ClientSession() as session:  # expect: SEC095 "300 seconds"
        await session.get(url)


async def aio_httpx(url: str) -> None:
    async with httpx.AsyncClient(timeout=None) as client:  # expect: SEC095
        await client.get(url)


async def aio_with_timeouts(url: str) -> None:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session:
        await session.get(url)
    async with aiohttp.ClientSession() as session:
        await session.get(url, timeout=aiohttp.ClientTimeout(total=10))


def defaults(timeout: httpx.Timeout = httpx.Timeout(None)) -> None:
    print(timeout)


class Client:
    def get(self, url: str) -> None:
        pass


def own(client: Client, url: str) -> None:
    client.get(url)
# --- app/mounted.py
import requests
from requests.adapters import HTTPAdapter


def mounted(url: str, adapter: HTTPAdapter) -> None:
    session = requests.Session()
    session.mount("https://", adapter)
    session.get(url)
# --- app/config.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    DSN: str


settings = Settings()
# --- scripts/fetch.py
import requests


def fetch(url: str) -> bytes:
    return requests.get(url).content  # expect: SEC095/suggestion
