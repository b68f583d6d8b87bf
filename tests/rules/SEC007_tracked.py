# --- history/1/README.md
First.

# --- service/Dockerfile
FROM python:3.12-slim
WORKDIR /app
COPY . .
# above expect: SEC007 "The image gets `.env`" "Git tracks `.env.prod`, `.env.staging`, which the image then lacks"
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
# --- service/.env.dev
LOG_LEVEL=DEBUG
# --- service/.env.prod
LOG_LEVEL=INFO
# --- service/.env.staging
LOG_LEVEL=INFO
# --- service/main.py
from fastapi import FastAPI

app = FastAPI()
