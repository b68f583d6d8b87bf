# --- api/requirements.txt
fastapi==0.115.0
# --- api/app/main.py
from fastapi import FastAPI

app = FastAPI()
print("api")
# --- scraping/requirements.txt
fastapi==0.115.0
# --- scraping/app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- scraping/Dockerfile
FROM python:3.12-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY ../../shared /app/shared
COPY app /app/app
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]
# --- worker/requirements.txt
fastapi==0.115.0
# --- worker/app/main.py
from fastapi import FastAPI

app = FastAPI()
print("worker")
# --- worker/Dockerfile
FROM python:3.12-slim  # expect: DEP033 "`PYTHONUNBUFFERED` is not set"
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY ../../shared /app/shared
COPY app /app/app
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]
