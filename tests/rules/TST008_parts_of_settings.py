# Every run is measured by pytest's own options, and one of them takes a part of the tests.
# --- pytest.ini
[pytest]
addopts = -q --cov=shop
#            ^^^^^ expect: TST008 "nothing fails when it falls" "Let it fail in the run that covers most: `--cov-fail-under=N` in the command of `.github/workflows/push.yml:5`"
# --- requirements.txt
fastapi==0.115.0
# --- shop/__init__.py
# --- shop/main.py
from fastapi import FastAPI

app = FastAPI()
# --- tests/test_docs.py
from shop.main import app


def test_docs() -> None:
    assert app
# --- .github/workflows/change.yml
on: [pull_request]
jobs:
  test:
    steps:
      - run: python -m pytest -m "integration"
# --- .github/workflows/push.yml
on: [push]
jobs:
  test:
    steps:
      - run: python -m pytest -m "not integration"
