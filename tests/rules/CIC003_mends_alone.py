# The configuration may be a file of ruff's own; `--exit-non-zero-on-fix` makes it fail.
# --- ruff.toml
fix = true
[lint]
select = ["E"]
# --- .github/workflows/lint.yml
on: [push, pull_request]
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - run: ruff check app  # expect: CIC003 "`fix = true` in `ruff.toml`"
# --- .github/workflows/tests.yml
on: [push, pull_request]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: flake8 app
      - run: pytest
