# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- Dockerfile
FROM python:3.12-alpine
WORKDIR /app
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]  # expect: DEP032/review "" "`RUN adduser -S app`"
# fixed: RUN adduser -S app && chown app /app
# --- Dockerfile.uv
FROM python:3.12-slim
WORKDIR /app
COPY . .
CMD ["uv", "run", "uvicorn", "main:app", "--host", "0.0.0.0"]  # expect: DEP032/review "" "`uv run --no-sync`"
