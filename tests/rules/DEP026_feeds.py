# Connections to which each process sends what it finds out by itself.
# --- Procfile
web: uvicorn app.main:app --host 0.0.0.0 --port $PORT
# --- app/__init__.py
# --- app/main.py
from fastapi import FastAPI, WebSocket

from app.metrics import queued, metrics, rooms
from app.prices import add_listener

app = FastAPI()


@app.websocket("/metrics")
async def show(websocket: WebSocket) -> None:
    await metrics.connect(websocket)


@app.websocket("/queued")
async def show_queued(websocket: WebSocket) -> None:
    await queued.connect(websocket)


@app.websocket("/rooms/{room}")
async def talk(websocket: WebSocket, room: str) -> None:
    await rooms.connect(room, websocket)
    await rooms.tell(room, await websocket.receive_text())


@app.websocket("/prices")
async def prices(websocket: WebSocket) -> None:
    await add_listener(websocket)
# --- app/metrics.py
import asyncio

from fastapi import WebSocket


class Metrics:
    def __init__(self) -> None:
        self.active: list[WebSocket] = []
        self.task = None

    async def connect(self, websocket: WebSocket) -> None:
        await websocket.accept()
        self.active.append(websocket)
        if self.task is None:
            self.task = asyncio.create_task(self._measure())

    async def _measure(self) -> None:
        while self.active:
            for one in self.active:
                await one.send_json({"load": 1})
            await asyncio.sleep(2)


class Queued:
    def __init__(self) -> None:
        self.waiting: list[WebSocket] = []
        self.queue = asyncio.Queue()
        self.task = None

    async def connect(self, websocket: WebSocket) -> None:
        self.waiting.append(websocket)  # expect: DEP026 "`self.waiting` holds the connections"
        self.task = asyncio.create_task(self._hand_on())

    async def _hand_on(self) -> None:
        while True:
            message = await self.queue.get()
            for one in self.waiting:
                await one.send_text(message)


class Rooms:
    def __init__(self) -> None:
        self.rooms: dict[str, set[WebSocket]] = {}

    async def connect(self, room: str, websocket: WebSocket) -> None:
        self.rooms.setdefault(room, set()).add(websocket)  # expect: DEP026 "holds the connections"

    async def tell(self, room: str, text: str) -> None:
        for one in self.rooms[room]:
            await one.send_text(text)


metrics = Metrics()
queued = Queued()
rooms = Rooms()
# --- app/prices.py
import asyncio
import json

import redis.asyncio as redis
from fastapi import WebSocket

connections: dict[str, set[WebSocket]] = {"prices": set()}
client = redis.from_url("redis://localhost")


async def send_to_all(channel: str, message: dict) -> None:
    gone = set()
    for websocket in connections[channel]:
        try:
            await websocket.send_json(message)
        except RuntimeError:
            gone.add(websocket)
    connections[channel] -= gone


async def listen(pattern: str, channel: str) -> None:
    pubsub = client.pubsub()
    await pubsub.psubscribe(pattern)
    async for message in pubsub.listen():
        await send_to_all(channel, json.loads(message["data"]))


async def start() -> None:
    asyncio.create_task(listen("live:*", "prices"))


async def add_listener(websocket: WebSocket) -> None:
    await websocket.accept()
    connections["prices"].add(websocket)
    await websocket.send_json({"type": "connected"})
