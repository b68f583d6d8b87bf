# Several runs each take a part of the tests under one configuration, where a threshold would fail all.
# --- pytest.ini
[pytest]
# above expect: TST008 "Nothing measures" "`--cov=shop --cov-fail-under=N` in the command of `.github/workflows/ci.yml:7`"
pythonpath = .
# --- requirements.txt
fastapi==0.115.0
# --- shop/__init__.py
# --- shop/main.py
from fastapi import FastAPI

app = FastAPI()
# --- tests/unit/test_docs.py
from shop.main import app


def test_docs() -> None:
    assert app
# --- tests/connectors/test_slow.py
from shop.main import app


def test_slow() -> None:
    assert app
# --- .github/workflows/ci.yml
on: [pull_request]
jobs:
  slow:
    steps:
      - run: pytest -o junit_family=xunit2 tests/connectors
  test:
    steps: [{run: pytest tests/unit}]
