# rules: DEP005, DEP006
# --- backend/main.py
from fastapi import FastAPI

app = FastAPI()
# --- backend/requirements.txt
fastapi==0.141.0
uvicorn==0.35.0
# --- backend/tests/requirements.txt
httpx==0.28.1
# --- backend/tests/conftest.py
from fastapi.testclient import TestClient

client = TestClient(None)
# --- requirements.txt
-r backend/tests/requirements.txt
pre-commit
# --- backend/Dockerfile
FROM python:3.12-slim
WORKDIR /app
COPY ./requirements.txt /app/requirements.txt
RUN pip install --no-cache-dir -r /app/requirements.txt
COPY . /app
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
