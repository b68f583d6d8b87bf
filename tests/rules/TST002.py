# --- requirements.txt
fastapi==0.115.6
pytest==8.3.4
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> str:
    return "ok"
# --- tests/test_app.py
import pytest  # expect: TST002/warning "Nothing says how the tests are run"
from fastapi.testclient import TestClient

from app.main import app


def test_health() -> None:
    assert TestClient(app).get("/health").status_code == 200
# --- Dockerfile
FROM python:3.12
RUN pip install pytest
CMD ["uvicorn", "app.main:app"]
# --- README.md
# Orders

Answers questions about orders.
# --- Makefile
run:
	uvicorn app.main:app
install:
	pip install -r requirements.txt pytest
