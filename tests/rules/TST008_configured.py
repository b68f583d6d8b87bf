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
import pytest
from fastapi.testclient import TestClient

from app.main import app


def test_health() -> None:
    assert TestClient(app).get("/health").status_code == 200
# --- .coveragerc
[run]  # expect: TST008 "Coverage is configured" "`[report]` in `.coveragerc` with `fail_under`"
omit = app/migrations/*
# --- pyproject.toml
[project]
dependencies = ["pytest-cov"]

[tool.coverage.run]
branch = true
