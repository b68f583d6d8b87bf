# Somebody else's program, built beside ours, shares a name with it; the monitoring is a choice.
# --- compose.yaml
services:
  api:
    build: ./backend
    env_file: .env
  central:
    build: ./central
    environment:
      DOMAIN: example.org
  worker:
    build: ./backend
    environment:
      DOMAIN: example.org  # expect: DEP023/review "`SESSION_KEY`, which"
# --- central/Dockerfile
FROM example/central:2024
# --- backend/Dockerfile
FROM python:3.12-slim
WORKDIR /app
COPY . .
CMD ["uvicorn", "main:app"]
# --- backend/main.py
import os

from fastapi import FastAPI
from pydantic_settings import BaseSettings


class SentrySettings(BaseSettings):
    sentry_dsn: str


class Settings(BaseSettings):
    domain: str
    session_key: str
    monitoring: str = ""

    @property
    def monitor(self):
        if self.monitoring == "sentry":
            return SentrySettings()
        return None


app = FastAPI()
settings = Settings()
