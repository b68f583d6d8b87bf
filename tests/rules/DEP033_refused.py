# --- Dockerfile.old-notes
# An image cannot be made of it: `/*` is no instruction.
/*
FROM python
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
*/
# --- api/Dockerfile.frontend
# syntax=example/dockerfile-plus
FROM python:3.12-slim
INCLUDE common
ENV PYTHONUNBUFFERED=1
COPY . .  # expect: DEP033 "no .dockerignore"
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- api/main.py
from fastapi import FastAPI

app = FastAPI()
