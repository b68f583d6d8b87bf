# --- app/main.py
import asyncio
from asyncio import create_task

from fastapi import FastAPI

app = FastAPI()
running: set[asyncio.Task] = set()


async def work() -> None:
    await asyncio.sleep(0)


@app.post("/start")
async def start() -> None:
    asyncio.create_task(work())  # expect: ASY005 "is not kept"
    create_task(work())  # expect: ASY005
    asyncio.ensure_future(work())  # expect: ASY005
    loop = asyncio.get_running_loop()
    loop.create_task(work())  # expect: ASY005
    forgotten = asyncio.create_task(work())  # expect: ASY005 "`forgotten`, which nothing reads"


@app.post("/kept")
async def kept() -> None:
    task = asyncio.create_task(work())
    running.add(task)
    task.add_done_callback(running.discard)
    running.add(asyncio.create_task(work()))
    app.state.worker = asyncio.create_task(work())
    await asyncio.create_task(work())
    await asyncio.gather(asyncio.create_task(work()), asyncio.create_task(work()))
    async with asyncio.TaskGroup() as group:
        group.create_task(work())
    awaited = asyncio.create_task(work())
    await awaited


def spawn() -> asyncio.Task:
    return asyncio.create_task(work())


class Scheduler:
    def create_task(self, job) -> None:
        pass


def own(scheduler: Scheduler) -> None:
    scheduler.create_task(work())
