# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- pyproject.toml
[project]  # expect: COD008/suggestion "no formatter" "Run `ruff format` once, and let the pipeline run `ruff format --check` beside the linter."
name = "shop"
dependencies = ["fastapi"]

[tool.ruff]
line-length = 100
# --- .github/workflows/ci.yml
on: pull_request
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: ruff check .
