# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- pyproject.toml
[project]
name = "example"
requires-python = ">=3.10"
# --- .python-version
3.9.18  # expect: DEP007/warning "requires 3.10 or later"
# --- Dockerfile
FROM python:3.9-slim
# above expect: DEP007/critical "requires 3.10 or later", DEP007/warning "no security fixes since October 2025"
RUN pip install .
CMD ["uvicorn", "main:app"]
