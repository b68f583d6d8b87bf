# Where ruff fails on what it mends, or another run of it does, nothing is missed.
# --- pyproject.toml
[tool.ruff]
fix = true
# --- .github/workflows/lint.yml
on: [push, pull_request]
jobs:
  mends:
    runs-on: ubuntu-latest
    steps:
      - run: ruff check --fix .
  fails:
    runs-on: ubuntu-latest
    steps:
      - run: ruff check --no-fix .
