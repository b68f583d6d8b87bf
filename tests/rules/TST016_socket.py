# --- tests/test_socket.py
import time

from fastapi.testclient import TestClient

from app.main import app


def test_sees_message() -> None:
    with TestClient(app).websocket_connect("/ws") as socket:
        socket.send_text("hello")
        time.sleep(0.5)
        seen = socket.receive_json()
        assert seen == {"text": "hello"}


def test_sees_count() -> None:
    client = TestClient(app)
    client.post("/count")
    time.sleep(0.5)  # expect: TST016 "sleeps 0.5 s"
    seen = client.get("/count")
    assert seen.json() == 1
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
