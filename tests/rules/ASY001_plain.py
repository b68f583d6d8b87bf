import time

import requests
from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


@app.get("/prices")
async def prices(source: str) -> str:
    return requests.get(source, timeout=30).text  # expect: ASY001 "waits for" "then runs it in a thread."


async def pause() -> None:
    time.sleep(1)  # expect: ASY001 "sleeps" "Write `await asyncio.sleep(…)`"


async def mail_all(addresses: list[str]) -> None:
    for address in addresses:
        time.sleep(0.2)  # expect: ASY001 "sleeps" "Write `def mail_all`: nothing is awaited in it, and `BackgroundTasks` then runs it in a thread."


async def mail_some(addresses: list[str]) -> None:
    time.sleep(0.2)  # expect: ASY001 "sleeps" "Write `await asyncio.sleep(…)`"


@app.post("/mails")
async def mails(addresses: list[str], tasks: BackgroundTasks) -> None:
    tasks.add_task(mail_all, addresses)
    tasks.add_task(mail_some, addresses)
    await mail_some(addresses)
