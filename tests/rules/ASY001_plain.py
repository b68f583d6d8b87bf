import time

import requests
from fastapi import FastAPI

app = FastAPI()


@app.get("/prices")
async def prices(source: str) -> str:
    return requests.get(source, timeout=30).text  # expect: ASY001 "waits for" "Else use `httpx.AsyncClient` and await the call, or write `await run_in_threadpool(requests.get, source, timeout=30)`"


async def pause() -> None:
    time.sleep(1)  # expect: ASY001 "sleeps" "Write `await asyncio.sleep(…)`"
