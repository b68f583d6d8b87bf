# An extra and a group of one name: `uv sync` brings the group, and the extra only to who asks for it.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- pyproject.toml
[project]
name = "shop"
dependencies = [
    "fastapi>=0.141",
    "ruff>=0.11",  # expect: DEP006 "`ruff`" "Move it to the group `dev` of `[dependency-groups]`, which developers get by default, unlike the extra of that name; the image has to leave the group out, `uv sync --no-dev`"
]

[project.optional-dependencies]
dev = ["ruff"]

[dependency-groups]
dev = ["pytest-asyncio"]
# --- Dockerfile
FROM python:3.12-slim
COPY . .
RUN uv sync --locked
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
