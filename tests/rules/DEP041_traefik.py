# --- docker-compose.yml
services:
  api:
    build: .
    labels:
      - traefik.http.middlewares.strip.stripprefix.prefixes=/api  # expect: DEP041/warning "`/api`"
# --- Dockerfile
FROM python:3.12-slim
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]
# --- main.py
from fastapi import FastAPI

app = FastAPI()
