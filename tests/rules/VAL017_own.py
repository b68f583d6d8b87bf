# What the application writes itself, and functions that nothing runs.
# --- app/main.py
import json

import requests
from fastapi import FastAPI

from app.left import used

app = FastAPI()
REQUIRED = {"type", "key"}


def serialize(rows: list[str]) -> bytes:
    return json.dumps({"rows": rows}).encode()


def deserialize(blob: bytes) -> list[str]:
    return json.loads(blob)["rows"]


def send(actor: str) -> str:
    return json.dumps({"actor": actor, "at": 1})


def receive(body: str) -> str:
    data = json.loads(body)
    return data["actor"]


def receive_other(body: str) -> str:
    data = json.loads(body)  # expect: VAL017
    return data["actor"] + data["name"]


def check(text: str) -> str:
    info = json.loads(text)
    missing = REQUIRED - set(info.keys())
    if missing:
        raise ValueError(missing)
    return info["type"]


@app.get("/orders")
def orders(body: str) -> str:
    rows = deserialize(serialize([send(receive(body))]))
    return used() + receive_other(body) + check(body) + rows[0]
# --- app/left.py
import requests


def used() -> str:
    return requests.get("https://example.com", timeout=3).json()["id"]  # expect: VAL017


def _ask() -> str:
    return requests.get("https://example.com", timeout=3).json()["id"]


def left_over() -> str:
    return _ask()


def alone() -> str:
    return requests.get("https://example.com", timeout=3).json()["id"]
