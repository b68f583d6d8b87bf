# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/ci.yml
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: pytest
