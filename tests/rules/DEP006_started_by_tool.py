# The start needs what developers install: it is not left out without further words.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- pyproject.toml
[tool.poetry]
name = "shop"

[tool.poetry.dependencies]
python = "^3.12"
fastapi = "^0.141"
pytest = "^8"  # expect: DEP006 "`pytest`" "`[tool.poetry.dev-dependencies]`. The image installs that, too, and its command runs `poe`"

[tool.poetry.dev-dependencies]
poethepoet = "^0.25"
# --- Dockerfile
FROM python:3.12-slim
COPY . .
RUN pip install --no-cache-dir poetry && poetry install
CMD ["poetry", "run", "poe", "start"]
