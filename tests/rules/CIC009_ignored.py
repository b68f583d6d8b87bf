# A file of hooks that .gitignore names is there all the same.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .gitignore
.pre-commit-config.yaml
# --- .pre-commit-config.yaml
repos:  # expect: CIC009/suggestion "and none would look for secrets"
  - repo: https://github.com/astral-sh/ruff-pre-commit
    rev: v0.9.0
    hooks:
      - id: ruff
