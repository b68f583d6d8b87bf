# What checks types is told as it is run: with a target, unless its settings name one.
# --- backend/pyproject.toml
[project]
dependencies = ["fastapi"]

[tool.mypy]
files = ["app"]
# --- backend/app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/ci.yml
on: [push, pull_request]
jobs:
  lint:  # expect: CIC002 "checks types" "Add `cd backend && mypy`, `gitleaks git`"
    steps:
      - run: ruff check .
