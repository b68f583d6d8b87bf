# --- app/main.py
import uuid
from contextvars import ContextVar

from fastapi import FastAPI, Request

current: ContextVar[str] = ContextVar("current")
app = FastAPI()


@app.middleware("http")
async def add_id(request: Request, call_next):
    current.set(request.headers.get("X-Request-Id") or uuid.uuid4().hex)
    return await call_next(request)


@app.get("/orders")
def orders() -> None: ...
