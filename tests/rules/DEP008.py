# --- main.py
from fastapi import FastAPI

app = FastAPI()  # expect: DEP008/review "`main.py:app`"
# --- docker-compose.yml
services:
  api:
    build: .
    command: uvicorn main:app --reload
# --- requirements.txt
fastapi==0.115.0
