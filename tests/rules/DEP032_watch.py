# What copies into the running container does so as its user.
from fastapi import FastAPI

app = FastAPI()
# --- api/Dockerfile
FROM python:3.12-slim
WORKDIR /code
COPY . .
CMD ["uvicorn", "app.main:app"]  # expect: DEP032/review "no USER" "`docker compose watch` (`compose.override.yml:8`) writes as that user as well"
# --- mail/Dockerfile
FROM python:3.12-slim
COPY . .
CMD ["uvicorn", "app.main:app"]  # expect: DEP032/review "no USER" "which is root's otherwise."
# --- compose.override.yml
services:
  api:
    build:
      context: .
      dockerfile: api/Dockerfile
    develop:
      watch:
        - path: ./app
          action: sync
          target: /code/app
  mail:
    build: ./mail
    develop:
      watch:
        - path: ./mail
          action: rebuild
