# --- pyproject.toml
[project]
dependencies = ["fastapi"]

[tool.ty.src]
include = ["app"]
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/ci.yml
on: [push, pull_request]
jobs:
  lint:  # expect: CIC002 "checks types" "Add `ty check`, `gitleaks git`"
    steps:
      - run: ruff check .
