# --- .pre-commit-config.yaml
repos:
  - repo: https://github.com/astral-sh/ruff-pre-commit
    rev: v0.1.2
    hooks:
      - id: ruff
  - repo: https://github.com/pycqa/isort
    rev: 5.13.2
    hooks:
      - id: isort
# --- pyproject.toml
[tool.isort]
profile = "black"
# --- app/main.py
from json import loads, dumps  # expect: COD019 "not sorted" "Let isort"

print(loads, dumps)
