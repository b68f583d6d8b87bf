# The job works in Poetry's environment of a subfolder: the tools are run there, as it runs others.
# --- backend/pyproject.toml
[tool.poetry.dependencies]
fastapi = "^0.115"
# --- backend/poetry.lock
# --- backend/main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/ci.yml
on: [push, pull_request]
jobs:
  backend:  # expect: CIC002 "checks types, scans for secrets or audits dependencies" "Add `cd backend && poetry run mypy .`, `gitleaks git` and `cd backend && poetry run pip-audit`, each once it passes by hand. Declare what this environment lacks with `poetry add --group dev`; a step before installs gitleaks"
    steps:
      - working-directory: ./backend
        run: poetry run ruff check .
      - working-directory: ./backend
        run: poetry run pytest
