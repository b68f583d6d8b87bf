# The folder stands in the second line of the command, and a step's name is no command.
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
# --- .github/workflows/ci.yml
on: push
jobs:
  test:
    steps:
      - name: Test with pytest
        run: |
          pytest --cov=app --cov-report term-missing \
            tests/unit -s
