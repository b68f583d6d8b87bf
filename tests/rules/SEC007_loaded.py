# --- backend/Dockerfile
FROM python:3.12-slim
COPY . .
# above expect: SEC007/review "The image gets `.env` if the folder has it"
# --- backend/main.py
from dotenv import load_dotenv

load_dotenv()
# --- frontend/Dockerfile
FROM node:22
COPY . .
# --- frontend/main.js
start();
# --- infra/Dockerfile
FROM python:3.12-slim
COPY . .
# --- infra/main.js
start();
