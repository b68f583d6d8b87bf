# --- app/main.py
import asyncio
import contextvars
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from functools import partial

import httpx
from fastapi import FastAPI

from app.work import quiet, render

request_id: ContextVar[str] = ContextVar("request_id")
logger = logging.getLogger(__name__)
app = FastAPI()
pool = ThreadPoolExecutor()


@app.get("/orders/{order_id}")
async def order(order_id: int) -> None:
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, render, order_id)  # expect: LOG012/suggestion "What `loop.run_in_executor` starts logs without the id of the request"
    await loop.run_in_executor(None, partial(render, order_id))
    threading.Thread(target=render, args=(order_id,)).start()
    pool.submit(render, order_id)
    # fine: nothing is logged, or the context is there
    await loop.run_in_executor(None, quiet, order_id)
    await asyncio.to_thread(render, order_id)
    context = contextvars.copy_context()
    await loop.run_in_executor(None, context.run, render, order_id)


@app.get("/bills")
async def bills() -> None:
    async with httpx.AsyncClient(base_url="http://billing:8000") as client:  # expect: LOG012 "`httpx.AsyncClient` calls another service of the house"
        await client.get("/bills")
    httpx.get("https://api.stripe.com/v1/charges", timeout=1)
    httpx.get("http://billing.internal/bills", headers={"X-Request-ID": request_id.get()}, timeout=1)
    httpx.get("http://localhost:8000/bills", timeout=1)


# --- app/work.py
import logging

logger = logging.getLogger(__name__)


def render(order_id: int) -> None:
    logger.info("rendered %s", order_id)


def quiet(order_id: int) -> int:
    return order_id * 2
