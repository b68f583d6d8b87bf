# What a workflow of another repository does cannot be seen.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/ci.yml
on: push
jobs:
  shared:
    uses: example/workflows/.github/workflows/python.yml@v1
  test:
    steps:
      - run: pytest
