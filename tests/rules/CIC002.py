# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/build.yml
on: push
jobs:
  image:
    steps:
      - uses: docker/build-push-action@v6
# --- .github/workflows/ci.yml
on: [push, pull_request]
jobs:
  quality:
    steps:
      - run: pip install ruff pytest mypy
      - run: uv run ruff check .
      - run: echo "pip-audit would be nice"
  test:  # expect: CIC002/warning "checks types, scans for secrets or audits dependencies"
    steps:
      - run: poetry run pytest --cov
