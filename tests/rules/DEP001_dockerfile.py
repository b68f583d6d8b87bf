# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- Dockerfile
FROM python:3.12-slim
RUN pip install --no-cache-dir "fastapi==0.141.0" uvicorn==0.35.0
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
