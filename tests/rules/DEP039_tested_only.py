# What GitHub's machines start is gone with the job.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/test-deploy.yml
on: pull_request
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: docker compose up -d --wait backend
