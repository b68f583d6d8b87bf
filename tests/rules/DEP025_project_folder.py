# Compose files in a folder of their own are called from the root, whose folders they mount.
# --- src/Dockerfile
FROM python:3.12-slim
WORKDIR /app
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
# --- src/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def root() -> None:
    with open("notes/x", "w") as file:
        file.write("x")
# --- compose-files/compose.api.yml
services:
  api:
    build:
      context: ./src/
    volumes:
      - ./src:/app
