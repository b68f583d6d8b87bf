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
# --- web/Dockerfile
FROM python:3.12-slim
ENV PYTHONUNBUFFERED=1
{% if with_cache %}
RUN apt-get update
{% endif %}
COPY . .  # expect: DEP033 "no .dockerignore"
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
# --- worker/Dockerfile
# The list of the command goes on without a backslash, which Docker does not read.
FROM python
COPY . .
CMD [
  "uvicorn",
  "main:app"
]
# --- web/main.py
from fastapi import FastAPI

app = FastAPI()
# --- worker/main.py
from fastapi import FastAPI

app = FastAPI()
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- api/main.py
from fastapi import FastAPI

app = FastAPI()
