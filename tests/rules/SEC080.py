# --- app/main.py
import ftplib
import os
import smtplib
import ssl

import aiohttp
import httpx
import redis
import requests
import websockets
from pydantic import Field
from pydantic_settings import BaseSettings

from app.hosts import API_URL, PLAIN

PAYMENTS_URL = "http://api.payments.io/v1"  # expect: SEC080 "`http://api.payments.io` is spoken to"
# fixed: PAYMENTS_URL = "https://api.payments.io/v1"
QUEUE_URL = os.getenv("QUEUE_URL", "amqp://user@mq.payments.io/")  # expect: SEC080
CORS_URL = "http://app.payments.io"
SVG_NAMESPACE_URL = "http://www.w3.org/2000/svg"
SOME_TEXT = "http://api.payments.io"
LOCAL_URL = "http://localhost:8000"


class Settings(BaseSettings):
    search_url: str = "http://search.payments.io"  # expect: SEC080
    cache_url: str = Field("redis://cache.payments.io:6379/0")  # expect: SEC080
    redis_url: str = "redis://redis:6379/0"
    vault_url: str = "http://vault.internal:8200"
    api_url: str = "https://api.payments.io"


def sync(path: str, host: str) -> None:
    requests.get("http://api.payments.io/v1", timeout=3)
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^ expect: SEC080
    # fixed: requests.get("https://api.payments.io/v1", timeout=3)
    requests.get(f"http://api.payments.io/{path}", timeout=3)  # expect: SEC080
    requests.post(PLAIN + "/x", timeout=3)  # expect: SEC080
    requests.request("GET", "http://api.payments.io", timeout=3)  # expect: SEC080
    httpx.Client(base_url="http://api.payments.io")  # expect: SEC080
    redis.from_url("redis://cache.payments.io")  # expect: SEC080
    requests.get(API_URL, timeout=3)
    requests.get(f"http://{host}/x", timeout=3)
    requests.get(f"http://api.{host}/x", timeout=3)
    requests.get("http://169.254.169.254/latest/meta-data/", timeout=3)
    requests.get("http://metadata.google.internal/x", timeout=3)
    requests.get("http://10.0.0.7:8080/x", timeout=3)
    requests.get("http://[::1]:8080/x", timeout=3)
    requests.get("http://orders:8080/x", timeout=3)
    requests.get("http://orders.default.svc.cluster.local/x", timeout=3)
    requests.get("http://example.com", timeout=3)  # expect: SEC080/suggestion
    print("see http://docs.payments.io")


async def aio() -> None:
    async with websockets.connect("ws://stream.payments.io/x"):  # expect: SEC080
        pass
    async with aiohttp.ClientSession() as session:
        await session.get("http://api.payments.io")  # expect: SEC080


def mail(host: str, password: str) -> None:
    server = smtplib.SMTP(host, 25)  # expect: SEC080 "`login()`"
    server.login("a", password)


def good_mail(host: str, password: str) -> None:
    server = smtplib.SMTP(host, 587)
    server.starttls(context=ssl.create_default_context())
    server.login("a", password)


def files(password: str) -> None:
    client = ftplib.FTP("files.payments.io")  # expect: SEC080
    client.login("a", password)
# --- app/hosts.py
API_URL = "https://api.payments.io"
PLAIN = "http://plain.payments.io"
# --- tests/test_app.py
import requests


def test_it() -> None:
    requests.get("http://api.payments.io", timeout=3)
# --- app/defaults.py
from urllib.request import Request, urlretrieve

import requests


def ping(url: str = "http://api.payments.io/ping") -> None:
    requests.head(url)  # expect: SEC080/review


def ping_safely(url: str = "https://api.payments.io/ping") -> None:
    requests.head(url)


def ping_locally(url: str = "http://localhost/ping") -> None:
    requests.Request("HEAD", url)


def prepare(session: requests.Session) -> None:
    requests.Request("HEAD", "http://api.payments.io")  # expect: SEC080
    Request("http://api.payments.io", b"data")  # expect: SEC080
    urlretrieve("http://api.payments.io/list.csv", "list.csv")  # expect: SEC080
    session.get("http://api.example.org/list")  # expect: SEC080/suggestion
