# A linter that mends what it can on the runner fails on the rest only, where nobody sees it.
# --- pyproject.toml
[tool.ruff]
line-length = 100
fix = true  # on developers' machines
# --- .github/workflows/lint.yml
on: [push, pull_request]
jobs:
  configured:
    runs-on: ubuntu-latest
    steps:
      - run: |
          uv run ruff check src  # expect: CIC003/warning "The linter mends what it can, and fails on the rest only: `fix = true` in `pyproject.toml`" "Let it only look: `ruff check --no-fix`"
          ruff format --check .
      - run: mypy .
  told:
    runs-on: ubuntu-latest
    steps:
      - run: ruff check --fix $(git diff --name-only)  # expect: CIC003 "on the rest only: `--fix`"
  action:
    runs-on: ubuntu-latest
    steps:
      - uses: astral-sh/ruff-action@v3  # expect: CIC003 "`fix = true` in `pyproject.toml`"
      - uses: astral-sh/ruff-action@v3  # expect: CIC003 "`--fix`"
        with:
          args: check --fix
      - uses: astral-sh/ruff-action@v3
        with:
          args: format --check
  called:
    runs-on: ubuntu-latest
    steps:
      - run: make lint  # expect: CIC003 "`--fix`" "Let what this runs only look: `ruff check --no-fix`"
      - run: make types
  excused:
    runs-on: ubuntu-latest
    steps:
      - run: ruff check . || true  # expect: CIC003 "`|| true` follows"
  shown:
    runs-on: ubuntu-latest
    steps:
      - run: ruff check --fix .
      - run: git diff --exit-code
  committed:
    runs-on: ubuntu-latest
    steps:
      - run: ruff check .
      - uses: stefanzweifel/git-auto-commit-action@v5
# --- Makefile
lint:
	ruff check --fix app
types:
	mypy app
