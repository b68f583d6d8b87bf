# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.on_event("startup")
def start() -> None:
    app.state.orders = {}
# --- tests/test_app.py
from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)  # expect: TST013
