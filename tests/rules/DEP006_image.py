# The image has its packages from somewhere else: nothing that is deployed installs this file.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- app/requirements.txt
fastapi==0.141.0
pytest==8.4.0
# --- Dockerfile
FROM tiangolo/uvicorn-gunicorn-fastapi:python3.11
COPY ./app /app/app
