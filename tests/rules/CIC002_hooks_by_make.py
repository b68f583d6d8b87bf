# The hooks check types and audit; a target of make, by way of a script, runs them.
# --- .github/workflows/ci.yml
on: [push, pull_request]
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - run: make lint
      - run: make test
# --- Makefile
lint:
	./scripts/lint.sh
test:
	pytest
	gitleaks git
# --- scripts/lint.sh
pre-commit run --all-files
# --- .pre-commit-config.yaml
repos:
  - repo: https://github.com/pre-commit/mirrors-mypy
    rev: v1.15.0
    hooks:
      - id: mypy
        args: [
          "--install-types",
        ]
  - repo: https://github.com/pypa/pip-audit
    rev: v2.9.0
    hooks:
      - id: pip-audit
# --- main.py
from fastapi import FastAPI

app = FastAPI()
