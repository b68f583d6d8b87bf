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
import pytest  # expect: TST008/warning "Nothing measures" "Install pytest-cov wherever the tests run, and add `addopts = "
from fastapi.testclient import TestClient

from app.main import app


def test_health() -> None:
    assert TestClient(app).get("/health").status_code == 200
# --- README.md
    pytest
# --- .github/workflows/web.yml
on: [push]
jobs:
  web:
    runs-on: ubuntu-latest
    steps:
      - run: jest --coverage
