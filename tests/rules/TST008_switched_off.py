# --- pyproject.toml
[project]
dependencies = ["fastapi"]

[tool.pytest.ini_options]
addopts = "--cov=app"
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> str:
    return "ok"
# --- tests/test_app.py
from fastapi.testclient import TestClient

from app.main import app


def test_health() -> None:
    assert TestClient(app).get("/health").status_code == 200
# --- .github/workflows/ci.yml
on: [push, pull_request]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: uv run pytest -n 4 --no-cov  # expect: TST008/warning "with `--no-cov`" "take `--no-cov` out of this command"
