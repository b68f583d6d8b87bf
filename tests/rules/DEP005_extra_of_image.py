# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- pyproject.toml
[project]
name = "shop"
dependencies = ["fastapi>=0.141"]  # expect: DEP005 "" "uv pip compile pyproject.toml --extra cuda -o"

[project.optional-dependencies]
cuda = ["torch"]
# --- Dockerfile
FROM python:3.12-slim
COPY . .
RUN pip install --no-cache-dir .[cuda]
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
