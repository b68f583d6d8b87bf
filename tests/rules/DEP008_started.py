# The base image brings its own command, as tiangolo's does.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- Dockerfile
FROM tiangolo/uvicorn-gunicorn-fastapi:python3.11
COPY app /app/app
