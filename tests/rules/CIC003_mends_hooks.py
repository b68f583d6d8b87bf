# A hook that changes a file fails: pre-commit sees to that.
# --- ruff.toml
fix = true
[lint]
select = ["E"]
# --- .pre-commit-config.yaml
repos:
  - repo: https://github.com/astral-sh/ruff-pre-commit
    rev: v0.14.5
    hooks:
      - id: ruff-check
        args: [--fix]
# --- .github/workflows/lint.yml
on: [push, pull_request]
jobs:
  hooks:
    runs-on: ubuntu-latest
    steps:
      - run: pre-commit run --all-files
  again:
    runs-on: ubuntu-latest
    steps:
      - run: ruff check app
