import asyncio
import time

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
