# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- Dockerfile
FROM registry.example.com/platform/fastapi-base:4
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
