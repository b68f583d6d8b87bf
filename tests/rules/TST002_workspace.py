# --- pyproject.toml
[tool.uv.workspace]
members = ["packages/api"]
# --- packages/api/pyproject.toml
[project]
name = "api"
dependencies = ["fastapi"]

[build-system]
requires = ["hatchling"]
# --- packages/api/api/__init__.py
# --- packages/api/api/main.py
from fastapi import FastAPI

app = FastAPI()
# --- packages/api/tests/test_a.py
from api.main import app


def test_a() -> None:
    assert app
# --- packages/other/tests/test_b.py
def test_b() -> None:
    assert True
# --- Makefile
test:
	pytest  # expect: TST002/suggestion "without a configuration" "finds other tests; warnings"
