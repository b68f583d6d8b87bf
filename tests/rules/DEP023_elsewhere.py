# The pipeline names it, the rest comes from a file.
# --- koyeb.yaml
services:
  - name: api
    env:
      - key: DATABASE_URL
        value: postgresql://db/shop
# --- .github/workflows/deploy.yml
on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: koyeb services update shop/api --env SESSION_KEY=@session-key
# --- main.py
import os

from fastapi import FastAPI

app = FastAPI()
url = os.environ["DATABASE_URL"]
key = os.environ["SESSION_KEY"]
