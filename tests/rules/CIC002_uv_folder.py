# Every step begins in the folder of the project, as `defaults` says.
# --- backend/pyproject.toml
[project]
dependencies = ["fastapi"]

[tool.mypy]
files = ["app"]
# --- backend/uv.lock
version = 1
# --- backend/main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/ci.yml
on: [push, pull_request]
defaults:
  run:
    working-directory: backend
jobs:
  backend:  # expect: CIC002 "checks types or audits dependencies" "Add `uv run mypy` and `uv export --no-hashes --no-emit-project | uvx pip-audit -r /dev/stdin`, each once it passes by hand. Declare what this environment lacks with `uv add --dev`."
    steps:
      - run: uv run ruff check .
      - run: uv run pytest
      - run: gitleaks git
