# project expect: CIC009 "pre-commit does not read `pre-commit-config.yaml`" "Rename it `.pre-commit-config.yaml`"
# --- pre-commit-config.yaml
repos:
  - repo: https://github.com/astral-sh/ruff-pre-commit
    rev: v0.8.4
    hooks:
      - id: ruff
# --- requirements.txt
fastapi==0.115.0
# --- main.py
from fastapi import FastAPI

app = FastAPI()
