# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .pre-commit-config.yaml
repos:  # expect: CIC009/suggestion "look for secrets"
  - repo: https://github.com/astral-sh/ruff-pre-commit
    rev: v0.9.0
    hooks:
      - id: ruff
