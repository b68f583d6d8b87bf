# ripsecrets is a scanner too.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- .pre-commit-config.yaml
repos:
  - repo: https://github.com/sirwart/ripsecrets
    rev: v0.1.11
    hooks:
      - id: ripsecrets
# --- .github/workflows/ci.yml
on: [push, pull_request]
jobs:
  hooks:
    steps:
      - uses: j178/prek-action@v1
  test:
    steps:
      - run: ruff check .
      - run: mypy app
      - run: pytest
      - run: pip-audit
