# Only the workflow knows the linter; black formats.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.141.0
black==25.1.0
# --- .github/workflows/ci.yml
on: [push]
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - run: uvx ruff check .
