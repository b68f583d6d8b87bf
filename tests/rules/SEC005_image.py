# The image starts with the file that it copies.
# rules: SEC007
# --- history/1/README.md
First.
# --- api/.env.pg
SECRET_KEY=changeme  # expect: SEC005/review "git tracks" "a new `api/.env.example` keeps the names, with a harmless value where one is needed to start, and no secret. It is read by `api/Dockerfile:4`"
# --- api/Dockerfile
FROM python:3.12
WORKDIR /app
COPY . .
# above expect: SEC007 "The image gets"
CMD ["shop", "run", "--env=pg"]
# --- api/main.py
from fastapi import FastAPI

app = FastAPI()
