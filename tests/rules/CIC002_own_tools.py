# --- pyproject.toml
[project]
dependencies = ["fastapi", "flake8", "black"]

[tool.pyright]
strict = ["app"]
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/a_mail.yml
on:
  pull_request:
    paths: [mail/**]
jobs:
  mail:
    steps:
      - run: pytest mail
# --- .github/workflows/ci.yml
on: [push, pull_request]
jobs:
  test:  # expect: CIC002/warning "lints, checks types" "A step before installs each tool that the job does not install yet, gitleaks from one"
    steps:
      - run: pytest
