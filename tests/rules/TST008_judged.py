# A program of the repository's own holds coverage against what it was.
# --- requirements.txt
fastapi==0.115.6
pytest==8.3.4
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- tests/test_app.py
from app.main import app


def test_app() -> None:
    assert app
# --- tools/coverage/check_baseline.py
"""Compares coverage of each module with what it was."""

import json
import sys


def main() -> int:
    report = json.load(open("tests/.coverage.json"))
    return 1 if report["totals"]["percent_covered"] < 80 else 0


if __name__ == "__main__":
    sys.exit(main())
# --- .github/workflows/ci.yml
on: [push]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: pytest --cov=app --cov-report=json:tests/.coverage.json
      - run: python3 tools/coverage/check_baseline.py
