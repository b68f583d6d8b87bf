# What is locked is audited, not the environment in which the auditor runs.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- uv.lock
version = 1
# --- .github/workflows/ci.yml
on: [push, pull_request]
jobs:
  test:  # expect: CIC002 "audits dependencies" "Add `uv export --no-hashes --no-emit-project | uvx pip-audit -r /dev/stdin`, once it passes by hand."
    steps:
      - run: ruff check .
      - run: mypy app
      - run: pytest
      - run: gitleaks git
