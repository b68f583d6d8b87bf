# --- Dockerfile
FROM python:3.12-slim AS build
COPY . /src
RUN pip install /src

FROM python:3.12-slim
COPY . /app
# above expect: SEC007/review "The image gets `.env` and `.git` if the folder has it: there is no `.dockerignore`"
CMD ["uvicorn", "app.main:app"]
# --- api/Dockerfile
FROM python:3.12-slim
ADD ./ /app/
# above expect: SEC007/warning "`.dockerignore` lets it through"
# --- api/.dockerignore
.env
.env.*
# --- web/Dockerfile
FROM python:3.12-slim
COPY . .
# --- web/.dockerignore
*
!app
# --- worker/Dockerfile
FROM python:3.12-slim
COPY app ./app
COPY requirements.txt .
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
# --- tests/Dockerfile
FROM python:3.12-slim
COPY . .
