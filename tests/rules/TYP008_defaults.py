# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- pyproject.toml
[project]  # expect: TYP008 "mypy runs with its defaults" "each in the version that the project installs, under the hook"
name = "app"
# --- .pre-commit-config.yaml
repos:
  - repo: https://github.com/pre-commit/mirrors-mypy
    rev: v1.13.0
    hooks:
      - id: mypy
