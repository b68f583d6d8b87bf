# syntax-errors: allowed
# --- .github/workflows/scan.yml
name: scan
on:
  push:
    branches: [main]
  pull_request:
  workflow_dispatch
# ^^^^^^^^^^^^^^^^^ expect: CIC012 "`workflow_dispatch` has no `:`"

permissions:
  contents: read
jobs:
  scan:
    runs-on: ubuntu-latest
    steps:
      - run: gitleaks git
# --- main.py
from fastapi import FastAPI

app = FastAPI()
