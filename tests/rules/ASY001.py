# --- app/main.py
import asyncio
import io
import subprocess as sp
import time
import zipfile
from contextlib import asynccontextmanager
from pathlib import Path
from time import sleep as nap

import bcrypt
import httpx
import psycopg2
import requests
from anyio import Path as AsyncPath
from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from firebase_admin import auth, firestore
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from app.db import get_session

app = FastAPI()
http = requests.Session()


@app.get("/slow")
async def slow() -> dict:
    time.sleep(1)  # expect: ASY001 "`time.sleep` sleeps inside `async def slow`"
    nap(1)  # expect: ASY001
    sp.run(["ls"], check=True)  # expect: ASY001 "another process"
    answer = requests.get("https://example.com", timeout=3)  # expect: ASY001 "HTTP answer"
    http.post("https://example.com", timeout=3)  # expect: ASY001
    httpx.get("https://example.com")  # expect: ASY001
    with open("data.json") as file:  # expect: ASY001 "disk"
        file.read()
    Path("a").read_text()  # expect: ASY001
    auth.verify_id_token("t")  # expect: ASY001 "cloud service"
    firestore.client().collection("a").document("b").get()  # expect: ASY001
    bcrypt.hashpw(b"a", bcrypt.gensalt())  # expect: ASY001 "computes"
    return answer.json()


@app.get("/orders")
async def orders(session: Session = Depends(get_session)) -> list:
    conn = psycopg2.connect("dbname=app")  # expect: ASY001 "database"
    with conn.cursor() as cursor:
        cursor.execute("select 1")  # expect: ASY001
    session.commit()  # expect: ASY001
    return []


@app.get("/good")
async def good(session: AsyncSession = Depends(get_session)) -> dict:
    await asyncio.sleep(1)
    await asyncio.to_thread(time.sleep, 1)
    await run_in_threadpool(requests.get, "https://example.com", timeout=3)
    await run_in_threadpool(lambda: requests.get("https://example.com", timeout=3))
    await session.commit()
    async with httpx.AsyncClient() as client:
        await client.get("https://example.com")
    await AsyncPath("a").read_text()

    def blocking() -> None:
        time.sleep(1)

    await asyncio.to_thread(blocking)
    return {}


@app.get("/sync")
def in_thread() -> dict:
    time.sleep(1)
    return requests.get("https://example.com", timeout=3).json()


@asynccontextmanager
async def lifespan(app: FastAPI):
    Path("cache").mkdir()  # expect: ASY001
    target = Path("cache") / "new"
    target.touch()  # expect: ASY001
    target.rename("old")  # expect: ASY001
    "a-b".replace("-", "_")
    yield


async def archive(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archived:
        archived.writestr("a", data)
    zipfile.ZipFile("a.zip")  # expect: ASY001
    other, count = io.BytesIO(), 1
    other, count = other, count
    zipfile.ZipFile(other, "w")
    return buffer.getvalue()


class Clock:
    def sleep(self, seconds: float) -> None:
        pass


async def own_names(time: Clock) -> None:
    time.sleep(1)
# --- app/db.py
from sqlalchemy.orm import Session


def get_session():
    with Session() as session:
        yield session
# --- tests/test_app.py
import time


async def test_slow() -> None:
    time.sleep(1)
# --- app/engines.py
from sqlalchemy import create_engine, text

engine = create_engine("postgresql://db/app")


async def ready() -> None:
    with engine.connect() as connection:  # expect: ASY001 "Engine.connect"
        connection.execute(text("SELECT 1"))  # expect: ASY001 "Connection.execute"
# --- app/billing.py
import stripe
from fastapi import APIRouter, Request

router = APIRouter()
client = stripe.StripeClient("key")


@router.post("/hooks/stripe")
async def receive(request: Request) -> str:
    event = stripe.Webhook.construct_event(await request.body(), "signature", "secret")
    stripe.Charge.retrieve("ch_1")  # expect: ASY001 "`stripe.Charge.retrieve` waits for a cloud service"
    client.v1.customers.create()  # expect: ASY001
    return event["type"]


async def reason(dispute: stripe.Dispute) -> str | None:
    stripe.StripeClient("another")
    return dispute.get("network_reason_code") or dispute.metadata.get("reason")
