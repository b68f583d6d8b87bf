# What the image holds decides, not what the repository looks like.
# --- backend/app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- backend/Dockerfile
FROM python:3.12-slim
WORKDIR /code
COPY ./app /code/app
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]
# --- backend/copied.Dockerfile
FROM python:3.12-slim
WORKDIR /code
COPY ./app .
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]  # expect: DEP009/critical "where the Dockerfile runs the command"
# --- backend/path.Dockerfile
FROM python:3.12-slim AS build
WORKDIR /src
COPY . .
FROM python:3.12-slim
ENV PYTHONPATH=/other:/lib
COPY --from=build /src/app /lib/app
CMD uvicorn app.main:app
# --- backend/installed.Dockerfile
FROM python:3.12-slim
COPY . /src
RUN pip install --no-cache-dir /src && pip install .
CMD ["uvicorn", "app.main:app"]
# --- backend/unknown.Dockerfile
FROM python:3.12-slim
COPY dist/generated /srv
CMD ["uvicorn", "app.main:app"]
# --- variable.Dockerfile
ARG SERVICE=api
FROM python:3.12-slim
ARG SERVICE
ARG UNKNOWN
WORKDIR /srv
COPY ./${SERVICE}/*.py .
COPY ${UNKNOWN} .
CMD ["uvicorn", "nowhere:app"]
# --- globbed.Dockerfile
ARG SERVICE=api
FROM python:3.12-slim
ARG SERVICE
COPY ./${SERVICE}/*.py /srv/
WORKDIR /srv
CMD ["uvicorn", "service:app"]
# --- api/service.py
from fastapi import FastAPI

app = FastAPI()
