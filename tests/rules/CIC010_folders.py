# project expect: CIC010 "a bot" "and `docker-compose`. Dependabot's security updates come without such a file"
# --- api/requirements.txt
fastapi==0.115.0
# --- api/main.py
from fastapi import FastAPI

app = FastAPI()
# --- api/Dockerfile
FROM python:3.12-slim
# --- worker/Dockerfile
FROM python:3.12-slim
# --- docker-compose.yml
services:
  api:
    build: ./api
