# What a task that nobody awaits raises reaches no answer; constants rule branches out in threads, too.
import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()


def settle(event: str, reference: str) -> None:
    if event not in ("captured", "failed"):
        raise HTTPException(409, "unknown event")
    if not reference:
        raise HTTPException(400, "no reference")


@app.post("/started")
async def started(event: str, reference: str) -> None:
    asyncio.create_task(asyncio.to_thread(settle, event, reference))


@app.post("/failed")  # expect: API009 "can answer 400, which"
async def failed(reference: str) -> None:
    await asyncio.to_thread(settle, "failed", reference)


@app.post("/settled")  # expect: API009 "can answer 400 and 409"
async def settled(event: str, reference: str) -> None:
    await asyncio.to_thread(settle, event, reference)
