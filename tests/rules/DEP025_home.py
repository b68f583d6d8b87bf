# What a volume of Fly keeps, and the folder of the user that the image runs as.
# --- backend/Dockerfile
FROM python:3.12-slim
WORKDIR /app
COPY . /app
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
# --- backend/fly.toml
app = "shop"

[mounts]
source = "data"
destination = "/root"
# --- backend/main.py
import os
from pathlib import Path

from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def root() -> None:
    path = Path.home() / ".shop" / "key"
    with path.open("w") as file:
        file.write("x")
    with open(os.path.expanduser("~/.shop/other"), "w") as other:
        other.write("x")
    with open("key", "w") as lost:  # expect: DEP025/review "`key`"
        lost.write("x")
# --- user/Dockerfile
FROM python:3.12-slim
WORKDIR /app
COPY . /app
USER shop
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
# --- user/main.py
from pathlib import Path

from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def root() -> None:
    path = Path.home() / ".shop" / "key"
    with path.open("w") as file:  # expect: DEP025/review "`~/.shop/key`"
        file.write("x")
