# A folder of Dockerfiles is no context: what they copy stands above it.
# --- dockerfiles/python312/Dockerfile
FROM python:3.12-slim AS builder
WORKDIR /app
COPY . /app
FROM python:3.12-slim
WORKDIR /app
COPY --from=builder /app /app
CMD ["uvicorn", "svc.main:app", "--host", "0.0.0.0"]
# --- dockerfiles/wrong/Dockerfile
FROM python:3.12-slim
WORKDIR /app
COPY . /app
CMD ["uvicorn", "svc.missing:app", "--host", "0.0.0.0"]  # expect: DEP009
# --- base/Dockerfile
FROM example/server:1
COPY ./code /srv/code
CMD ["uvicorn", "server.main:app", "--host", "0.0.0.0"]
# --- base/code/main.py
x = 1
# --- tiangolo/Dockerfile
FROM tiangolo/uvicorn-gunicorn-fastapi:python3.11
COPY ./app /app/app
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]
# --- tiangolo/app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- svc/__init__.py
# --- svc/main.py
from fastapi import FastAPI

app = FastAPI()
