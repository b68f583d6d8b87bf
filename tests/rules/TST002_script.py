# A script that runs another one: pytest is started elsewhere.
# --- requirements.txt
fastapi==0.115.6
pytest==8.3.4
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> str:
    return "ok"
# --- tests/unit/test_app.py
import pytest
from fastapi.testclient import TestClient

from app.main import app


def test_health() -> None:
    assert TestClient(app).get("/health").status_code == 200
# --- scripts/coverage.sh
#!/bin/sh -ex
./scripts/test.sh --cov-report=html
# --- scripts/test.sh
#!/bin/sh -ex
./scripts/lint.sh
pytest tests --cov=app
