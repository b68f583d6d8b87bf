# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- Dockerfile
FROM python:3.12-slim
COPY . .
# --- docker_compose/backend.yaml
services:
  api:
    build:
      context: ..
    command: uvicorn main:app --host 0.0.0.0
