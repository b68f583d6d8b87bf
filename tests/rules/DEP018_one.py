# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- Dockerfile
FROM python:3.12-slim
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8080", "--workers", "1"]
# --- docker-compose.yml
services:
  api:
    build: .
    command: uvicorn main:app --host 0.0.0.0 --workers 4
