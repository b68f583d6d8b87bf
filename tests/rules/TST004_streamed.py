# An endpoint that a test asks for a stream is called.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.post("/reports/stream")
def stream_report() -> str:
    return "x"


@app.get("/reports")
def reports() -> str:  # expect: TST004 "`GET /reports`"
    return "x"
# --- tests/test_reports.py
from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


def test_report() -> None:
    with client.stream("POST", "/reports/stream", json={}) as response:
        assert response.status_code == 200
