# Services that have nothing in common need not agree.
# --- shop/main.py
from fastapi import FastAPI

app = FastAPI()
# --- shop/requirements.txt
fastapi==0.141.0
# --- shop/Dockerfile
FROM python:3.13-slim
COPY . .
RUN pip install --no-cache-dir -r requirements.txt
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
# --- model/requirements.txt
torch==2.8.0
# --- model/Dockerfile
FROM python:3.12-slim
COPY . .
RUN pip install --no-cache-dir -r requirements.txt
CMD ["python", "train.py"]
# --- scraper/requirements.txt
scrapling==0.3
# --- scraper/Dockerfile
FROM python:3.11-slim
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY ../../common /app/common
CMD ["python", "scrape.py"]
