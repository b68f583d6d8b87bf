# A formatter is no linter.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .pre-commit-config.yaml
repos:  # expect: CIC009/suggestion "The hooks format, and none lints Python or looks for secrets"
  - repo: https://github.com/pre-commit/mirrors-autopep8
    rev: v2.0.4
    hooks:
      - id: autopep8
  - repo: https://github.com/astral-sh/ruff-pre-commit
    rev: v0.9.0
    hooks:
      - id: ruff-format
