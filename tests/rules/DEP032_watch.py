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
# --- web/Dockerfile
FROM python:3.12-slim
COPY . .
CMD ["uvicorn", "app.main:app"]  # expect: DEP032/review "no USER" "What is mounted from the host, `./uploads` (`compose.web.yml:9`), keeps its owner there"
# --- jobs/Dockerfile
FROM python:3.12-slim
COPY . .
CMD ["uvicorn", "app.main:app"]  # expect: DEP032/review "no USER" "`/srv/data` (`compose.web.yml:17`)"
# --- compose.web.yml
services:
  web:
    build: ./web
    volumes:
      - named:/code/data
      - ./certificates:/code/certificates:ro
      - ./logging.yml:/code/logging.yml
      - ./.env:/code/.env
      - ./uploads:/code/uploads
  jobs:
    build: ./jobs
    volumes:
      - type: bind
        source: /srv/read
        target: /code/read
        read_only: true
      - type: bind
        source: /srv/data
        target: /code/data
