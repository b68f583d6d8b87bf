# What targets of make and scripts do counts, also through others.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/ci.yml
on: [push, pull_request]
jobs:
  test:  # expect: CIC002/warning "Nothing in the pipeline audits dependencies"
    steps:
      - run: make -k lint-check
      - run: ./scripts/test.sh
# --- makefile
path := .
SOURCES ?= app: tests

.PHONY: lint-check
lint-check: style \
            $(STAMP) ##  All of them; pip-audit
	@echo "Checking, without pip-audit"
	@uv run mypy $(path)

style:
	$(MAKE) ruff
ruff: lint-check
	-ruff check \
	  $(path)
unused:
	pip-audit
# --- scripts/test.sh
set -e
./scripts/secrets.sh
pytest
# --- scripts/secrets.sh
gitleaks detect
./scripts/test.sh
