# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/ci.yml
on: [push, pull_request]
jobs:
  lint:  # expect: CIC002 "Nothing in the pipeline checks types, scans for secrets or audits dependencies"
    steps:
      - run: ruff check .
