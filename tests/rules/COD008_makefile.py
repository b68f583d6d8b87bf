# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- pyproject.toml
[project]
dependencies = ["fastapi"]

[tool.ruff]
line-length = 100
# --- makefile
lint:
	ruff check --fix .
	ruff format .
# --- .github/workflows/lint.yml
on: push
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - run: make lint
