# What the application writes itself, and functions that nothing runs.
# --- app/main.py
import json

import requests
from fastapi import FastAPI

from app.left import used
from elsewhere import Answer

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


def by_status() -> str:
    data = requests.get("https://example.com", timeout=3).json()
    if data.get("status") != 1:
        raise ValueError("refused")
    return data["request"]


def by_class() -> Answer:
    data = requests.get("https://example.com", timeout=3).json()
    print(data["id"])
    return Answer(**data)


def by_error() -> str:
    data = requests.get("https://example.com", timeout=3).json()  # expect: VAL017
    if data.get("error"):
        raise ValueError("refused")
    return data["request"]


def asked_again() -> int:
    response = requests.get("https://example.com", timeout=3)
    if response.json().get("paging") is None:
        return 0
    return response.json()["paging"]["totals"]


@app.get("/orders")
def orders(body: str) -> str:
    rows = deserialize(serialize([send(receive(body))]))
    print(by_status(), by_class(), by_error(), asked_again())
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
