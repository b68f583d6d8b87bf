# project expect: CIC001 "1 endpoint, 4 requests in tests"
# --- requirements.txt
fastapi==0.115.0
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> str:
    return "ok"
# --- tests/test_app.py
from fastapi.testclient import TestClient

from app.main import app


def test_health():
    assert TestClient(app).get("/health").status_code == 200
# --- tests/test_helpers.py
import httpx

from tests.sending import send


class Suite:
    def __init__(self) -> None:
        self.client = httpx.Client()
        self.base = "http://localhost"

    def call(self, method: str, path: str, expected: int = 200) -> bool:
        return self.client.request(method, self.base + path).status_code == expected

    def test_health(self) -> None:
        assert self.call("GET", "/health")
        assert self.call("POST", f"/orders/{self.client}", expected=405)


def scope_of(method: str, path: str) -> dict:
    return {"method": method, "path": path, "scheme": dict(a=1).get("a")}


def test_scope() -> None:
    assert scope_of("GET", "/health")
    assert send("get", "/health")
# --- tests/sending.py
import httpx


def send(method: str, path: str) -> bool:
    return getattr(httpx, method)(path) or httpx.request(method, path)
# --- monitor/LICENSE
MIT
# --- monitor/.github/workflows/ci.yml
on: push
# --- monitor/tests/test_monitor.py
import requests


def test_other() -> None:
    assert requests.get("http://monitor/health")
