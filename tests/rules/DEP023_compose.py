# --- docker-compose.prod.yml
services:
  api:
    build: .
    environment:
      DATABASE_URL: postgresql://db/shop  # expect: DEP023/review
  worker:
    build: .
    env_file: .env.production
    environment:
      - DATABASE_URL=postgresql://db/shop
  db:
    image: postgres
    environment:
      DATABASE_URL: x
# --- docker-compose.dev.yml
services:
  api:
    build: .
    environment:
      DATABASE_URL: postgresql://db/shop
# --- main.py
import os

from fastapi import FastAPI

app = FastAPI()
url = os.environ["DATABASE_URL"]
key = os.environ["SESSION_KEY"]
