# An image without sources, which a compose file mounts: a developer's.
# --- src/app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- Dockerfile
FROM python:3.12-slim AS builder
WORKDIR /app
COPY . /app
RUN uv sync --locked --no-editable
FROM python:3.12-slim
COPY --from=builder /app/.venv /app/.venv
WORKDIR /code
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--reload"]
# --- docker-compose.yml
services:
  web:
    build: .
    volumes:
      - ./src/app:/code/app
  worker:
    build:
      context: .
    command: arq app.worker.Settings
    volumes:
      - type: bind
        source: ./src/app
        target: /code/app
