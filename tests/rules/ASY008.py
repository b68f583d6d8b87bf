# --- app/cache.py
import asyncio
import queue
import threading
from concurrent.futures import ThreadPoolExecutor

lock = threading.Lock()
loop_lock = asyncio.Lock()
jobs: queue.Queue = queue.Queue()
loop_jobs: asyncio.Queue = asyncio.Queue()
ready = threading.Event()


class Store:
    def __init__(self) -> None:
        self.guard = threading.RLock()
        self.items: dict[str, str] = {}

    async def set(self, key: str, value: str) -> None:
        with self.guard:  # expect: ASY008 "`threading.RLock` is held inside `async def set`"
            self.items[key] = value

    def get(self, key: str) -> str:
        with self.guard:
            return self.items[key]


async def deadlock(store: Store) -> None:
    with lock:  # expect: ASY008 "across an `await` in `async def deadlock`"
        await store.set("a", "b")


async def waits() -> None:
    lock.acquire()  # expect: ASY008
    jobs.get()  # expect: ASY008 "`queue.Queue.get` stops the event loop"
    jobs.put(1)  # expect: ASY008
    ready.wait()  # expect: ASY008
    pool = ThreadPoolExecutor()
    future = pool.submit(print)
    future.result()  # expect: ASY008
    if future.done():
        future.result()
    print(future.result() if future.done() else None)


async def good() -> None:
    async with loop_lock:
        await asyncio.sleep(0)
    await loop_jobs.get()
    await loop_jobs.put(1)
    await asyncio.to_thread(jobs.get)
    jobs.get(block=False)
    jobs.get_nowait()

    def worker() -> None:
        with lock:
            jobs.get()

    await asyncio.to_thread(worker)


def thread_main() -> None:
    with lock:
        jobs.get()
        ready.wait()
