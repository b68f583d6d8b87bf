# --- app/main.py
import asyncio
import subprocess
import threading

from fastapi import BackgroundTasks, FastAPI

from app.jobs import careful, decorated, narrow, nothing, periodic, relayed, send, send_all, send_all_or_none, suppressed, sync, threaded, unguarded

app = FastAPI()
kept = set()


@app.post("/orders")
async def create(tasks: BackgroundTasks) -> None:
    tasks.add_task(send, 1)  # expect: OBS005/warning "`send` runs in the background"
    asyncio.create_task(send(2))
    asyncio.create_task(relayed(2))
    asyncio.create_task(unguarded())  # expect: OBS005
    asyncio.create_task(send_all([1]))
    asyncio.create_task(send_all_or_none([1]))  # expect: OBS005
    asyncio.create_task(asyncio.to_thread(threaded, 1))  # expect: OBS005
    threading.Thread(target=sync, daemon=True).start()  # expect: OBS005
    threading.Thread(target=periodic, daemon=True).start()
    threading.Thread(target=suppressed, daemon=True).start()
    tasks.add_task(narrow)
    start_reaper(subprocess.Popen(["sleep", "1"]))
    start_worker()
    tasks.add_task(careful, 1)
    tasks.add_task(decorated, 1)
    tasks.add_task(nothing)
    tasks.add_task(print, "done")
    task = asyncio.create_task(send(3))
    kept.add(task)
    await asyncio.gather(asyncio.create_task(send(4)))
    async with asyncio.TaskGroup() as group:
        group.create_task(send(5))


def start_reaper(process: subprocess.Popen[bytes]) -> None:
    threading.Thread(target=wait_for, args=(process,)).start()


def wait_for(process: subprocess.Popen[bytes]) -> None:
    process.wait()


def start_worker() -> None:
    threading.Thread(target=threaded, args=(2,)).start()


def start_watcher() -> None:
    threading.Thread(target=watch).start()


def watch() -> None:
    send_heartbeat()


start_watcher()
# --- app/jobs.py
import asyncio
import contextlib
import logging
import time

from tenacity import retry

logger = logging.getLogger(__name__)


async def send(order: int) -> None:
    await mail(order)


def sync() -> None:
    try:
        connect()
    except OSError:
        pass
    mail(1)


def narrow() -> None:
    try:
        mail(1)
    except OSError:
        pass


def suppressed() -> None:
    with contextlib.suppress(Exception):
        mail(1)
    time.sleep(1)


async def careful(order: int) -> None:
    try:
        await mail(order)
    except Exception:
        logger.exception("no mail")


@retry
async def decorated(order: int) -> None:
    await mail(order)


def nothing() -> None: ...


async def relayed(order: int) -> None:
    await careful(order)


async def unguarded() -> None:
    await mail(2)


def threaded(order: int) -> None:
    mail(order)


def periodic() -> None:
    while True:
        time.sleep(5)
        logger.info("flushing")
        flush()


def flush() -> None:
    for number in range(3):
        flush_one(number)


def flush_one(number: int) -> None:
    try:
        mail(number)
    except Exception:
        logger.exception("not flushed")


async def send_all(orders: list[int]) -> None:
    sent = 0
    for start in range(0, len(orders), 5):
        results = await asyncio.gather(
            *[careful(order) for order in orders[start : start + 5]], return_exceptions=True
        )
        for result in results:
            if not isinstance(result, Exception):
                sent += 1
        print(f"{sent} sent")
        await asyncio.sleep(0.5)


async def send_all_or_none(orders: list[int]) -> None:
    print("sending")
    await asyncio.gather(*[unguarded() for _ in orders])
    print("sent")
# --- app/cli/run.py
import threading

from app.jobs import threaded


def main() -> None:
    threading.Thread(target=threaded, args=(1,)).start()
