# Another platform's manifest says it.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- render.yaml
services:
  - type: web
    startCommand: uvicorn app.main:app --host 0.0.0.0 --port $PORT
