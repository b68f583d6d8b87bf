# A container: somebody may mount a folder when it is started.
# --- Dockerfile
FROM python:3.12-slim
WORKDIR /app
COPY . .
VOLUME ["/app/data"]
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
# --- main.py
import os

from fastapi import FastAPI

app = FastAPI()
FOLDER = os.getenv("FOLDER", "files")


@app.get("/")
def root() -> None:
    with open("x", "w") as file:  # expect: DEP025/review
        file.write("x")
    with open("data/x", "w") as kept:
        kept.write("x")
    with open(f"{FOLDER}/x", "w") as configured:
        configured.write("x")
# --- tools/Dockerfile
FROM node:22
CMD ["node", "main.js"]
# --- mounted/Dockerfile
FROM python:3.12-slim
COPY app app
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]
# --- mounted/docker-compose.yml
services:
  api:
    build: .
    volumes:
      - ./app:/code/app
# --- mounted/app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def root() -> None:
    with open("notes", "w") as file:
        file.write("x")
