# --- pyproject.toml
[tool.pytest.ini_options]
testpaths = ["backend/tests"]
# --- backend/pyproject.toml
[project]
name = "orders"
dependencies = ["fastapi", "pytest", "pytest-cov"]

[tool.coverage.run]  # expect: TST008 "nothing fails when it falls" "--cov-fail-under=N"
source = ["app"]
# --- backend/app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- backend/tests/test_app.py
from fastapi.testclient import TestClient

from app.main import app


def test_app() -> None:
    assert TestClient(app).get("/").status_code == 404
