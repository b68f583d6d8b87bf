# The options of pytest in a text of several lines, some of which look like settings or sections.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- tests/test_app.py
from app.main import app


def test_app() -> None:
    assert app
# --- pyproject.toml
[project]
dependencies = ["fastapi", "pytest-cov"]

[tool.pytest.ini_options]
addopts = """
--strict-markers

# what is measured
[not a section]
--cov=app  # expect: TST008 "Coverage is measured" "Let it fail: `[tool.coverage.report]` in `pyproject.toml` with"
--no-cov-on-fail
"""
testpaths = ["tests"]

[tool.coverage.run]
source = ["app"]
