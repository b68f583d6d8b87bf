# A build ends there; what is one by another name, or has its module, does not.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- Dockerfile
FROM python:3.12-slim
RUN pip install poetry
WORKDIR /app
COPY . .
RUN poetry install \
    --no-root && true
RUN poetry install --only main
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
# --- pyproject.toml
[project]
name = "parcels"  # expect: DEP002/review "(`Dockerfile`) ends in an error"
version = "0.1.0"
dependencies = ["fastapi (>=0.115,<1)"]

[build-system]
requires = ["poetry-core>=2"]
build-backend = "poetry.core.masonry.api"
