# --- pyproject.toml
[project]
name = "orders"
dependencies = ["fastapi"]

[dependency-groups]
dev = ["pytest", "pytest-cov"]

[tool.pytest.ini_options]
testpaths = ["tests"]

[tool.coverage.run]  # expect: TST008 "Coverage is configured, and nothing fails when it falls"
source = ["src"]
# --- src/orders/main.py
from fastapi import FastAPI

app = FastAPI()
# --- tests/test_app.py
from fastapi.testclient import TestClient
from orders.main import app


def test_app() -> None:
    assert TestClient(app).get("/").status_code == 404
