# project expect: CIC009/suggestion
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/ci.yml
on: push
jobs: {}
