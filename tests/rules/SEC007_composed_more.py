# Services that run other commands of the image, and have some of the values, need the rest, too.
# --- docker-compose.yml
services:
  web:
    command: uvicorn app.main:app --host 0.0.0.0 --workers 2
    build: .
    environment:
      DATABASE_URL: postgresql://db/app
# --- docker-compose-jobs.yml
services:
  worker:
    build:
      context: .
    command: celery -A app.jobs worker
    environment:
      - DATABASE_URL=postgresql://db/app
  beat:
    build: .
    command: celery -A app.jobs beat
    volumes:
      - .:/srv
# --- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
# above expect: SEC007 "The image gets" "Give the services in `docker-compose-jobs.yml` and `docker-compose.yml` their values by `env_file: .env` first"
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]
# --- app/main.py
from fastapi import FastAPI
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env")
    database_url: str
    jwt_key: str


app = FastAPI()
# --- .env.example
DATABASE_URL=
# --- all/docker-compose.yml
services:
  web:
    command: uvicorn main:app --host 0.0.0.0
    build: .
    environment:
      - TITLE=shop
      - NAME
  mounted:
    build: .
    volumes:
      - ./.env:/srv/.env:ro
# --- all/Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
# above expect: SEC007 "The image gets" "Write `.env*` to `all/.dockerignore`"
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
# --- all/main.py
from fastapi import FastAPI
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env")
    title: str
    name: str


app = FastAPI()
# --- all/.env.example
TITLE=
