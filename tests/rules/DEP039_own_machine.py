# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/deploy.yml
on: workflow_dispatch
jobs:
  deploy:
    runs-on: self-hosted
    steps:
      - run: docker compose -f compose.yml build
      - run: docker compose -f compose.yml up -d  # expect: DEP039 "how a release is taken back"
# --- .github/workflows/test.yml
on: pull_request
jobs:
  test:
    runs-on: self-hosted
    steps:
      - run: docker compose up -d db
# --- README.md
To begin without any previous revision of Alembic's, remove the files in `versions/`.
