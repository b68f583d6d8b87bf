# syntax-errors: allowed
# A workflow that cannot be read may scan for secrets: that is not missing, CIC012 asks to mend it.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- tests/test_main.py
def test_nothing() -> None:
    assert True
# --- .github/workflows/ci.yml
on: [push, pull_request]
jobs:
  test:  # expect: CIC002 "Nothing in the pipeline lints, checks types or audits dependencies" "Add `ruff check`, `mypy .` and `pip-audit`, each once it passes by hand. A step before installs what the job does not install yet."
    runs-on: ubuntu-latest
    steps:
      - run: pytest
# --- .github/workflows/secrets.yml
on:
  push:
  workflow_dispatch

jobs:
  scan:
    runs-on: ubuntu-latest
    steps:
      - uses: gitleaks/gitleaks-action@v2
