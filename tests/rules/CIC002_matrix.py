# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/types.yml
on: push
jobs:
  checks:
    strategy:
      matrix:
        check: ["ruff check", "mypy --check"]
        include:
          - tool: {audit: "pip-audit -r requirements.txt"}
    runs-on: ubuntu-latest
    steps:
      - run: |
          uv run ${{ matrix.check }} .
          uv run ${{ matrix.tool.audit }}
      - uses: ./.github/actions/run
        with:
          command: ${{ matrix.nothing }}
# --- .github/actions/run/action.yml
inputs:
  command: {default: ""}
  folder: {default: unit}
runs:
  using: composite
  steps:
    - run: ${{ inputs.command }} ${{ inputs.folder }}
      shell: bash
# --- .github/workflows/tests.yml
on: [push, pull_request]
jobs:
  tests:  # expect: CIC002/warning "Nothing in the pipeline scans for secrets"
    runs-on: ubuntu-latest
    strategy:
      matrix: {command: ["pytest -q"]}
    steps:
      - uses: ./.github/actions/run
        with:
          command: ${{ matrix.command }}
