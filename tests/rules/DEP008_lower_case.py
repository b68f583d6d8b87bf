# Docker takes `dockerfile` where there is no `Dockerfile`.
# --- app/__init__.py
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- dockerfile
FROM python:3.12-slim
COPY app app
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]
# --- requirements.txt
fastapi==0.115.0
