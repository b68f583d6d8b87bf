# What only puts something into a queue and sees to it that somebody reads that does not fail; what
# raises on purpose says so.
# --- app/main.py
from asyncio import Lock, Queue, Task, create_task

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


class Telemetry:
    def __init__(self) -> None:
        self.queue: Queue[object] = Queue()
        self.queued: set[str] = set()
        self.lock = Lock()
        self.reader: Task[None] | None = None

    async def _queue_event(self, payload: object) -> None:
        if payload is None:
            return
        await self.queue.put(payload)

    async def log(self, payload: object) -> None:
        await self._queue_event((payload, "run"))

    async def refresh(self, path: str) -> None:
        async with self.lock:
            if path not in self.queued:
                self.queued.add(path)
                await self.queue.put(path)
                await self._ensure_reader()

    async def _ensure_reader(self) -> None:
        if self.reader is None or self.reader.done():
            self.reader = create_task(self._read())

    async def _read(self) -> None:
        while True:
            await post("/refresh", await self.queue.get())

    async def send(self, payload: object) -> None:
        await self._send(payload)

    async def _send(self, payload: object) -> None:
        await post("/events", payload)


telemetry = Telemetry()


def sync_score(number: int) -> None:
    """Sends a score.

    Raises rather than doing nothing, so that failures of background tasks show in the logs.
    """
    post_score(number)


@app.post("/runs")
def run(tasks: BackgroundTasks) -> None:
    tasks.add_task(telemetry.log, "run")
    tasks.add_task(telemetry.refresh, "token.json")
    tasks.add_task(sync_score, 1)
    tasks.add_task(telemetry.send, "run")  # expect: OBS005 "`send` runs"
