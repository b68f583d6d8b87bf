# The port of a probe may be a variable, which the image sets or which has a fallback.
# --- set/Dockerfile
FROM python:3.12-slim
ENV PORT=9000
COPY . .
HEALTHCHECK CMD curl -f http://localhost:${PORT}/health  # expect: DEP021 "asks port 9000"
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]
# --- set/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> dict:
    return {}
# --- agrees/Dockerfile
FROM python:3.12-slim
COPY . .
HEALTHCHECK CMD curl -f http://localhost:${PORT:-8000}/health || exit 1
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]
# --- agrees/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> dict:
    return {}
# --- unknown/Dockerfile
FROM python:3.12-slim
COPY . .
HEALTHCHECK CMD curl -f http://localhost:$PORT/health
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]
# --- unknown/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> dict:
    return {}
