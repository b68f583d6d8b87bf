# A linter that nothing installs: without the excuse the step ends with "command not found".
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.115.6
# --- .github/workflows/ci.yml
on: [push]
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: pip install -r requirements.txt pytest
      - run: ruff check . || true  # expect: CIC003 "" "Install `ruff` in the job first"
  installed:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: pip install ruff
      - run: ruff check . || true  # expect: CIC003
