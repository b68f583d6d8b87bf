# The last stage is for developers; production builds another file.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.115.6
uvicorn==0.34.0
# --- Dockerfile
FROM python:3.12-slim AS development
WORKDIR /srv
COPY . .
CMD ["uvicorn", "app.main:app", "--reload", "--host", "0.0.0.0"]
# --- Dockerfile.prod
FROM python:3.12-slim
WORKDIR /srv
COPY . .
USER nobody
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]
