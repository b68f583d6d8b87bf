# project expect: TST001 "none of 2 files of tests defines a test"
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
"""Tests will be here."""
# --- tests/test_more.py
def helper() -> None:
    """No test."""
# --- tests/conftest.py
import pytest


@pytest.fixture
def client() -> None:
    return None
