# --- requirements.txt
fastapi==0.115.6
uvicorn==0.34.0
# --- backend/ee/shop/main.py
from fastapi import FastAPI

app = FastAPI()
# --- deploy/docker-compose.prod.yml
# The image is made of a Dockerfile that is not here.
services:
  api:
    build:
      context: ../backend
      dockerfile: Dockerfile.cloud
    command: uvicorn shop.main:app --host 0.0.0.0 --port 8080
# --- backend/Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
CMD ["uvicorn", "ee.shop.main:app", "--host", "0.0.0.0"]
