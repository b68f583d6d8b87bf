# Of two configurations one mends: which of them a run reads is not known.
# --- pyproject.toml
[tool.ruff]
fix = true
# --- worker/pyproject.toml
[tool.ruff.lint]
select = ["E"]
# --- .github/workflows/lint.yml
on: [push, pull_request]
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - run: ruff check .
        working-directory: worker
  exits:
    runs-on: ubuntu-latest
    steps:
      - run: ruff check --fix --exit-non-zero-on-fix .
