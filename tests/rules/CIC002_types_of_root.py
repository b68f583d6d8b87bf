# Of several configurations of a type checker that of the root is the application's.
# --- .github/workflows/ci.yml
on: [push, pull_request]
jobs:
  check:  # expect: CIC002 "checks types" "`mypy .`"
    runs-on: ubuntu-latest
    steps:
      - run: ruff check
      - run: pytest
      - run: gitleaks git
      - run: pip-audit
# --- extras/tool/pyproject.toml
[tool.mypy]
strict = true
# --- pyproject.toml
[tool.mypy]
strict = true
# --- main.py
from fastapi import FastAPI

app = FastAPI()
