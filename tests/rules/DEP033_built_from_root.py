# The Dockerfile lies in a folder with settings of its own; what it builds is the project around it.
# --- shop/main.py
from fastapi import FastAPI

app = FastAPI()
# --- pyproject.toml
[project]
name = "shop"
dependencies = ["fastapi"]
# --- docker/.dockerignore
.git
# --- docker/.env.example
A=1
# --- docker/Dockerfile
FROM python:3.12-slim
WORKDIR /src
COPY . /src  # expect: DEP033 "no .dockerignore"
RUN uv build && pip install --no-cache-dir dist/shop.whl
CMD ["uvicorn", "shop.main:app", "--host", "0.0.0.0"]
