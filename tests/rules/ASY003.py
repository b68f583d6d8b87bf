import asyncio
import json
import time
from pathlib import Path

import requests
from fastapi import Depends, FastAPI

app = FastAPI()


def load() -> dict:
    return requests.get("https://example.com", timeout=5).json()


async def slow_dependency() -> dict:  # expect: ASY003 "`slow_dependency` awaits nothing and blocks"
    # fixed: def slow_dependency() -> dict:
    return load()


@app.get("/a", dependencies=[Depends(slow_dependency)])
async def direct() -> None:
#         ^^^^^^ expect: ASY003/suggestion
    # fixed: def direct() -> None:
    time.sleep(1)


@app.get("/b")
async def awaiting() -> None:
    time.sleep(1)
    await asyncio.sleep(1)


@app.get("/c")
async def harmless() -> dict:
    return {"a": 1}


@app.get("/d")
def plain() -> dict:
    return load()


@app.get("/e")
async def streams() -> None:
    async with asyncio.timeout(1):
        time.sleep(1)


@app.middleware("http")
async def middleware(request, call_next):
    time.sleep(1)
    return call_next(request)


# ---- files that are read once, to fill a variable of the module
_texts: dict[str, str] = {}
_menu: dict | None = None
_rates: dict = {}
DEBUG = False


def load_texts() -> None:
    with open("texts.json") as file:
        _texts.update(json.load(file))


def text_of(key: str) -> str:
    if not _texts:
        load_texts()
    return _texts[key]


def menu() -> dict:
    global _menu
    if _menu is not None:
        return _menu
    with open("menu.json") as file:
        _menu = json.load(file)
    return _menu


def rates() -> dict:
    if not _rates:
        _rates.update(load())
    return _rates


def banner() -> str:
    if not DEBUG:
        return Path("banner.txt").read_text()
    return ""


@app.get("/text")
async def text(key: str) -> str:
    return text_of(key)


@app.get("/menu")
async def show_menu() -> dict:
    return menu()


@app.get("/rates")
async def show_rates() -> dict:  # expect: ASY003
    # fixed: def show_rates() -> dict:
    return rates()


@app.get("/banner")
async def show_banner() -> str:  # expect: ASY003
    # fixed: def show_banner() -> str:
    return banner()
