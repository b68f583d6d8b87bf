# --- backend/LICENSE
MIT
# --- backend/.github/workflows/test.yml
on: push
jobs: {}
# --- backend/pyproject.toml
[project]
dependencies = ["fastapi", "pytest"]
# --- backend/app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- backend/tests/test_app.py
from app.main import app


def test_app() -> None:
    assert app
# --- backend/README.md
    pytest  # expect: TST002/suggestion "without a configuration"
