# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/renovate.yml
on: {schedule: [{cron: "0 3 * * *"}]}
jobs:
  renovate:
    runs-on: ubuntu-latest
    steps:
      - uses: renovatebot/github-action@v40
# --- requirements.txt
fastapi==0.115.0
