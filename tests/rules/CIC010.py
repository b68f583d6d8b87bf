# project expect: CIC010/suggestion
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.115.0
# --- .github/workflows/ci.yml
on: push
jobs: {}
