# The extra that workflows install, and no image does, is named.
# --- app/main.py
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import create_async_engine

app = FastAPI()
engine = create_async_engine("postgresql+asyncpg://shop@db/shop")
# --- tests/conftest.py
from sqlalchemy import create_engine

from app.main import app

engine = create_engine("postgresql://shop@localhost/shop")
# --- pyproject.toml
[project]
dependencies = [
    "fastapi>=0.141",
    "psycopg2-binary>=2.9.9",  # expect: SEC099/suggestion "psycopg2-binary" "Only tests connect with it (`tests/conftest.py:5`): move it to the extra `dev`, which workflows install and no image does."
]

[project.optional-dependencies]
dev = ["pytest>=8"]

[dependency-groups]
dev = ["ruff>=0.11"]
# --- Dockerfile
FROM python:3.13-slim
RUN uv sync --locked
CMD ["uvicorn", "app.main:app"]
# --- .github/workflows/test.yml
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: uv pip install -e ".[dev]"
