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
import pytest  # expect: TST008/warning "Nothing measures"
from fastapi.testclient import TestClient

from app.main import app


def test_health() -> None:
    assert TestClient(app).get("/health").status_code == 200
# --- docs/user-guide/testing.md
Put this into `pyproject.toml`, if you like:

    addopts = "--cov=src --cov-fail-under=80"

and into a workflow:

    - uses: codecov/codecov-action@v3
