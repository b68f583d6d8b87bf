# What the compose file gives no values reads the env file in its image.
# --- compose.yaml
services:
  app:
    build:
      context: .
      dockerfile: /dev/Dockerfile
    volumes:
      - ./app:/srv/app:ro
# --- dev/Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
# above expect: SEC007 "The image gets" "Give the service in `compose.yaml` its values by `env_file: .env` first"
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]
# --- app/main.py
from fastapi import FastAPI
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env")
    name: str = "x"


app = FastAPI()
# --- .env.example
NAME=
# --- given/compose.yaml
services:
  app:
    build: .
    environment:
      - TITLE=shop
# --- given/Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
# above expect: SEC007 "The image gets" "Write `.env*` to `given/.dockerignore`"
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
# --- given/main.py
from fastapi import FastAPI
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env")
    title: str = "x"


app = FastAPI()
# --- given/.env.example
TITLE=
