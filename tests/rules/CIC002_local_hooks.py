# What a local hook runs counts, whatever its id.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .pre-commit-config.yaml
repos:
  - repo: local
    hooks:
      - id: local-types
        entry: uv run mypy app
      - id: secrets
        entry: gitleaks protect
# --- .github/dependabot.yml
version: 2
# --- .github/workflows/ci.yml
on: pull_request
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: uv run prek run --all-files
      - run: uv run pytest
