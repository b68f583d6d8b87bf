# --- requirements.txt
fastapi==0.115.6
pytest==8.3.4
# --- app/__init__.py
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> str:
    return "ok"
# --- app/tests/__init__.py
# --- app/tests/test_app.py
import pytest
from fastapi.testclient import TestClient

from ..main import app


def test_health() -> None:
    assert TestClient(app).get("/health").status_code == 200
# --- Makefile
check:
	python -m pytest -x  # expect: TST002/suggestion "without a configuration" "in a new `pyproject.toml` with `testpaths = ["
