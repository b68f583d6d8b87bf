# Ruff runs in a hook, with no configuration: it does not look at the length of lines.
# --- .pre-commit-config.yaml
repos:
  - repo: https://github.com/astral-sh/ruff-pre-commit
    rev: v0.12.0
    hooks:
      - id: ruff
      - id: ruff-format
# --- app/main.py
NAME = "a line that is longer than eighty-eight characters, and that the hook says nothing about"
import sys  # expect: COD007 "E402"

print(NAME, sys.argv)
