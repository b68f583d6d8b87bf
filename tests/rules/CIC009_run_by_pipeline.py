# One hook is both: CIC002 asks for it, for the pipeline runs the hooks. `typos` checks no types.
# rules: CIC002
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .pre-commit-config.yaml
repos:
  - repo: https://github.com/crate-ci/typos
    rev: v1.48.0
    hooks:
      - id: typos
  - repo: local
    hooks:
      - id: local-ruff
        entry: uv run ruff check
# --- .github/dependabot.yml
version: 2
# --- .github/workflows/ci.yml
on: pull_request
jobs:
  test:  # expect: CIC002 "Nothing in the pipeline checks types or scans for secrets"
    runs-on: ubuntu-latest
    steps:
      - run: uv run prek run --all-files
      - run: uv run pytest
