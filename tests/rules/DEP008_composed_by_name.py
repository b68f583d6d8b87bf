# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- Dockerfile
FROM python:3.12-slim
COPY . .
# --- Makefile
run:
	docker compose -f shop.yml up -d
# --- shop.yml
services:
  api:
    build: .
    command: uvicorn main:app --host 0.0.0.0
