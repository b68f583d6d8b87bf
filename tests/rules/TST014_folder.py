# --- backend/app/__init__.py
# --- backend/app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.post("/orders", status_code=201)
def place(name: str) -> str:
    return name
# --- backend/tests/api/test_orders.py
from fastapi.testclient import TestClient  # expect: TST014 "No test goes through a flow" "in a new folder `backend/tests/e2e`"

from app.main import app


def test_place():
    assert TestClient(app).post("/orders?name=a").status_code == 201
