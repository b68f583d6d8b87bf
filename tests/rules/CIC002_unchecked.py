# Nothing looks at what is deployed.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.115.0
# --- Procfile
web: uvicorn app.main:app
# --- .github/workflows/deploy.yml
on: push
jobs:
  deploy:  # expect: CIC002 "lints, checks types, scans for secrets or audits" "Write a workflow for `pull_request` and `push` that runs"
    steps:
      - uses: koyeb/action-git-deploy@v1
        with:
          app-name: orders
# --- .github/workflows/stale.yml
on:
  schedule:
    - cron: "0 0 * * *"
jobs:
  stale:
    steps:
      - uses: actions/stale@v9
