# project expect: CIC001 "1 endpoint, 1 request in tests"
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
