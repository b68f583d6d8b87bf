# The image has the project by the name that it is installed by, not by that of the mounted folder.
# --- src/__init__.py
# --- src/app/__init__.py
# --- src/app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- pyproject.toml
[project]
name = "orders"
version = "1.0"
dependencies = ["fastapi"]

[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[tool.hatch.build.targets.wheel]
packages = ["src"]
# --- Dockerfile
FROM ghcr.io/astral-sh/uv:python3.12-bookworm-slim AS builder
WORKDIR /app
COPY . /app
RUN uv sync --locked --no-editable

FROM python:3.12-slim
COPY --from=builder /app/.venv /app/.venv
WORKDIR /code
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000", "--reload"]  # expect: DEP008/critical "has no `app.main`, but the installed project, `src.app.main:app`" "Start what is installed: `CMD exec uvicorn src.app.main:app --host 0.0.0.0 --port ${PORT:-8000}`. `docker-compose.yml` has a `command:` of its own for developers, which can stay."
# --- docker-compose.yml
services:
  web:
    build: .
    command: uvicorn app.main:app --host 0.0.0.0 --port 8000 --reload --reload-dir app
    volumes:
      - ./src/app:/code/app
