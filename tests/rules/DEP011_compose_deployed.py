# Most compose files are a developer's; some say by their names that they are not.
# --- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- compose.yml
services:
  api:
    build: .
    command: uvicorn main:app
# --- compose.deploy.yml
services:
  api:
    build: .
    command: uvicorn main:app  # expect: DEP011
# --- docker-compose.vps.yml
services:
  api:
    build: .
    command: uvicorn main:app --workers 4  # expect: DEP011
# --- deploy/docker-compose.yml
services:
  api:
    build: ..
    command: uvicorn main:app --reload
