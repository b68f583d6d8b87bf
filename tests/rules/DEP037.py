# --- deploy.sh
set -euo pipefail
gcloud run deploy api --source . --project example
# --- main.py
import asyncio
import threading
from contextlib import asynccontextmanager
from threading import Thread

from fastapi import BackgroundTasks, FastAPI


async def work() -> None:
    await asyncio.sleep(1)


@asynccontextmanager
async def lifespan(app: FastAPI):
    asyncio.create_task(work())
    yield


app = FastAPI(lifespan=lifespan)


@app.post("/a")
async def a(tasks: BackgroundTasks) -> dict:
    tasks.add_task(work)  # expect: DEP037/warning "`work`"
    return {}


@app.post("/b")
async def b() -> dict:
    asyncio.create_task(work())  # expect: DEP037 "after the response" "lets it go on. A task that goes on so needs a reference"
    return {}


@app.post("/c")
async def c() -> dict:
    task = asyncio.create_task(work())
    other = asyncio.create_task(work())
    await asyncio.gather(task, other)
    return {}


@app.post("/d")
def d() -> dict:
    Thread(target=print).start()  # expect: DEP037 "after the response"
    waited = threading.Thread(target=print)
    waited.start()
    waited.join()
    return {}


@app.post("/e")
async def e() -> dict:
    async with asyncio.TaskGroup() as group:
        group.create_task(work())
    return {}


def script() -> None:
    Thread(target=print).start()
