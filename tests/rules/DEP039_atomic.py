# Helm takes back what fails.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/deploy.yml
on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: helm upgrade --install api ./chart --atomic
