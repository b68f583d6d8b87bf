# --- app/main.py
from typing import Annotated
from urllib.parse import urljoin, urlparse, urlsplit

import aiohttp
import httpx
import requests
from fastapi import BackgroundTasks, FastAPI, HTTPException, Request
from pydantic import BaseModel, HttpUrl

from app.client import Client, fetch, is_allowed, notify
from app.config import settings

app = FastAPI()
HOSTS = {"api.example.com"}
BASE = "https://api.example.com"


class Hook(BaseModel):
    url: HttpUrl
    name: str
    number: int


@app.get("/direct")
def direct(url: str) -> str:
    return requests.get(url, timeout=5).text  # expect: SEC029 "query parameter `url`"


@app.get("/aio")
async def aio(host: str) -> str:
    async with httpx.AsyncClient() as client:
        await client.get(f"https://{host}/status")  # expect: SEC029
        await client.get(f"https://{host}.example.com/status")  # expect: SEC029
        await client.get(f"https://api.example.com/{host}")
        await client.get(f"{BASE}/{host}")
        await client.get(f"{settings.API}/{host}")
        await client.get(BASE + "/hosts/" + host)
        await client.get("https://api.example.com/hosts", params={"host": host})
        return (await client.post(urljoin(BASE, host))).text  # expect: SEC029


@app.post("/hooks")
async def hook(body: Hook, tasks: BackgroundTasks) -> None:
    tasks.add_task(notify, str(body.url))
    await fetch(f"https://api.example.com/{body.name}")
    requests.get(f"https://example.com/{body.number}", timeout=5)


@app.get("/client")
async def by_client(request: Request) -> str:
    client = Client(request.headers["x-server"])
    return await client.status()


@app.get("/fixed")
async def fixed() -> str:
    return await Client("https://api.example.com").status()


@app.get("/checked")
def checked(url: str) -> str:
    parsed = urlparse(url)
    if parsed.hostname not in HOSTS:
        raise HTTPException(400)
    return requests.get(url, timeout=5).text


@app.get("/scheme")
def scheme(url: str) -> str:
    if urlsplit(url).scheme not in ("http", "https"):
        raise HTTPException(400)
    return requests.get(url, timeout=5).text  # expect: SEC029


@app.get("/prefix")
def prefix(url: str) -> str:
    if not url.startswith("https://api.example.com/"):
        raise HTTPException(400)
    return requests.get(url, timeout=5).text


@app.get("/predicate")
def predicate(url: str) -> str:
    if is_allowed(url):
        return requests.get(url, timeout=5).text
    return ""


@app.get("/choice")
def choice(name: str) -> str:
    servers = {"a": "https://a.example.com", "b": "https://b.example.com"}
    return requests.get(servers[name], timeout=5).text
# --- app/client.py
from urllib.parse import urlparse

import aiohttp
import requests


def notify(url: str) -> None:
    requests.post(url, json={}, timeout=5)  # expect: SEC029 "`body.url` of the body"


async def fetch(url: str) -> str:
    async with aiohttp.ClientSession() as session:
        async with session.get(url) as answer:
            return await answer.text()


def is_allowed(url: str) -> bool:
    host = urlparse(url).hostname
    if host is None:
        return False
    return host in ("a.example.com", "b.example.com")


class Client:
    def __init__(self, base: str) -> None:
        self.base = base

    async def status(self) -> str:
        async with aiohttp.ClientSession() as session:
            async with session.get(f"{self.base}/status") as answer:  # expect: SEC029 "`request.headers`"
                return await answer.text()
# --- app/config.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    API: str = "https://api.example.com"


settings = Settings()
# --- app/media.py
import requests
from fastapi import APIRouter, Request

media_router = APIRouter()


@media_router.post("/media")
async def media(request: Request) -> None:
    form = await request.form()
    for i in range(int(form.get("count", "0"))):
        url = form.get(f"url{i}")
        host = requests.utils.urlparse(url).netloc.lower()
        if not (host == "media.example.com" or host.endswith(".media.example.com")):
            continue
        requests.get(url, timeout=10)


@media_router.post("/wide")
async def wide(request: Request) -> None:
    url = (await request.form()).get("url")
    host = requests.utils.urlparse(url).netloc.lower()
    if not (host == "media.example.com" or url.endswith(".png")):
        return
    requests.get(url, timeout=10)  # expect: SEC029
