# Targets, scripts, hooks, bots and local actions count.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/ci.yml
on: [push, pull_request]
jobs:
  test:
    steps:
      - uses: j178/prek-action@v1
      - run: make test
      - uses: ./.github/actions/types
# --- .github/actions/types/action.yml
runs:
  using: composite
  steps:
    - run: mypy app
      shell: bash
# --- .github/dependabot.yml
version: 2
# --- .pre-commit-config.yaml
repos:
  - repo: https://github.com/gitleaks/gitleaks
    hooks:
      - id: gitleaks
