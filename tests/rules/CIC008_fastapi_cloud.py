# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/deploy.yml
on:
  push:
    branches: [main]
jobs:
  deploy:  # expect: CIC008 "without an environment"
    runs-on: ubuntu-latest
    steps:
      - run: uv run fastapi deploy
