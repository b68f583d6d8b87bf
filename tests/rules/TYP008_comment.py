# What a comment says will be run is not run.
# --- pyproject.toml
[project]  # expect: TYP008 "No type checker is configured"
name = "shop"
dependencies = ["fastapi"]
# --- .github/workflows/ci.yml
on: push
jobs:
  lint:
    steps:
      - run: |
          ruff check
          # add types once we roll out mypy
          # mypy .
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
