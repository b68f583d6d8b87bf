# --- Procfile
web: uvicorn app.main:app --host 0.0.0.0 --port $PORT
# --- app/__init__.py
# --- app/main.py
from collections import defaultdict
from functools import lru_cache

import redis
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from fastapi import FastAPI, WebSocket

from app import state
from app.manager import manager

app = FastAPI()
users: dict = {}
counter = 0
attempts = defaultdict(int)
PRICES = {"a": 1}
_cache: dict = {}
_client = None
REGISTRY = []


def register(function):
    REGISTRY.append(function)
    return function


@register
def plain() -> None:
    return None


@lru_cache
def config() -> dict:
    return {}


@app.post("/users")
def create(name: str) -> dict:
    users[name] = {"name": name}  # expect: DEP026/warning "`users`"
    users.pop(name)
    return users


@app.post("/count")
def count(ip: str) -> int:
    global counter
    counter += 1  # expect: DEP026 "`counter`"
    attempts[ip] += 1  # expect: DEP026 "`attempts`"
    state.sessions.append(ip)  # expect: DEP026 "`sessions`"
    return PRICES["a"]


@app.get("/cached")
def cached(key: str) -> str:
    if key not in _cache:
        _cache[key] = key
    local = {}
    local[key] = 1
    return _cache[key]


@app.get("/client")
def client() -> None:
    global _client
    if _client is None:
        _client = object()


# A copy of what all instances see: another function of the state writes it to Redis.
cooling: dict[int, float] = {}


def write_shared(number: int) -> None:
    redis.Redis().set(f"cooling:{number}", 1, ex=60)


def cool_down(number: int) -> None:
    cooling[number] = 60.0
    write_shared(number)


@app.get("/cooled")
def cooled(number: int) -> bool:
    cooling.pop(number, None)
    return False


@app.websocket("/ws")
async def feed(socket: WebSocket) -> None:
    manager.connect(socket)


@app.on_event("startup")
def start() -> None:
    scheduler = AsyncIOScheduler()
    scheduler.start()  # expect: DEP026 "each instance"
    PRICES["b"] = 2
# --- app/state.py
sessions: list = []
# --- app/manager.py
from fastapi import WebSocket


class Manager:
    def __init__(self) -> None:
        self.active: list[WebSocket] = []

    def connect(self, socket: WebSocket) -> None:
        self.active.append(socket)  # expect: DEP026 "connections"


manager = Manager()
# --- tests/test_app.py
from app.main import users


def test_users() -> None:
    users["a"] = {}
