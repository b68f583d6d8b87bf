# --- Dockerfile
FROM python:3.12-slim AS build
COPY . /src
RUN pip install /src

FROM python:3.12-slim
COPY . /app
# above expect: SEC007/review "The image gets `.env` and `.git` if the folder has them: there is no `.dockerignore`" "Write `.env*` and `.git` to `.dockerignore`, which is new"
CMD ["uvicorn", "app.main:app"]
# --- .env.example
SECRET_KEY=
# --- Dockerfile.git
FROM python:3.12-slim
ADD ./ /app/
# above expect: SEC007/warning "The image gets `.git` if the folder has it: `.dockerignore` lets it through" "Add `.git` to `Dockerfile.git.dockerignore`, or copy only"
# --- Dockerfile.git.dockerignore
.env
.env.*
# --- web/Dockerfile
FROM python:3.12-slim
COPY . .
# --- web/.dockerignore
*
!app
# --- web/.env.example
URL=
# --- web/app.js
start();
# --- worker/Dockerfile
FROM python:3.12-slim
COPY app ./app
COPY requirements.txt .
# --- Dockerfile.dev
FROM python:3.12-slim
COPY . .
# above expect: SEC007/warning
# --- job/Dockerfile
FROM python:3.12-slim AS build
COPY . /src
FROM python:3.12-slim
COPY --from=build /src/dist /app
# --- job/Dockerfile.own
FROM python:3.12-slim
COPY . .
# --- job/Dockerfile.own.dockerignore
.env*
**/.git
# --- api/Dockerfile
FROM python:3.12-slim
COPY . .
# above expect: SEC007/review "The image gets `.env` if the folder has it: there is no `.dockerignore`"
# --- api/main.py
print("a folder that a compose file says to have one")
# --- bridge/Dockerfile
FROM node:22
# Nothing here reads or shows an env file, and the history is not in this folder.
COPY . .
# --- bridge/bridge.js
start(process.env.PORT);
# --- docker-compose.yml
services:
  bridge:
    build: ./bridge
    env_file: .env
  api:
    build: ./api
    env_file:
      - ./api/.env
# --- tests/Dockerfile
FROM python:3.12-slim
COPY . .
# --- page/Dockerfile
FROM node:22
COPY . .
# --- page/package.json
{"name": "page"}
# --- page/.env.development
VITE_API_HOST=http://localhost:8000
