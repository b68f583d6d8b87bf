# The compose file says that nothing waits in a buffer.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
print("here")
# --- docker-compose.yml
services:
  api:
    build: .
    environment:
      - PYTHONUNBUFFERED=1
# --- .dockerignore
.git
# --- Dockerfile
FROM python:3.12-slim
COPY . .  # expect: DEP033 "All sources" "`poetry install --no-root`"
RUN poetry install
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
