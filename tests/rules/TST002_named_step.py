# The command's place, not that of the step's name.
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
# --- .github/workflows/ci.yml
on: push
jobs:
  test:
    steps:
      - name: Test with pytest
        run: pytest -s --cov-report term-missing  # expect: TST002/suggestion "without a configuration"
