# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- Dockerfile
FROM python:3.12-slim AS build
RUN pip install --no-cache-dir fastapi uvicorn
FROM python:3.12-slim  # expect: DEP008/critical "has no CMD"
COPY app app
# --- Dockerfile.dev
FROM python:3.12
CMD ["uvicorn", "app.main:app", "--reload"]
