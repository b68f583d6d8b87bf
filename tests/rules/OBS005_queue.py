# What only puts something into a queue does not fail; what raises on purpose says so.
# --- app/main.py
from asyncio import Queue

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


class Telemetry:
    def __init__(self) -> None:
        self.queue: Queue[object] = Queue()

    async def _queue_event(self, payload: object) -> None:
        if payload is None:
            return
        await self.queue.put(payload)

    async def log(self, payload: object) -> None:
        await self._queue_event((payload, "run"))

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
    tasks.add_task(sync_score, 1)
    tasks.add_task(telemetry.send, "run")  # expect: OBS005 "`send` runs"
