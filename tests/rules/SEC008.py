# --- Dockerfile
FROM python:3.12-slim AS build
ARG GITHUB_TOKEN
ARG PIP_INDEX_URL=https://pypi.org/simple
ARG NPM_PASSWORD=vT7#qLw2Zk9x
# above expect: SEC008 "`NPM_PASSWORD` is set to 12 characters"
ARG EMPTY_TOKEN=
RUN --mount=type=secret,id=token pip install -r requirements.txt
RUN export DB_PASSWORD=vT7#qLw2Zk9x && python -m app.migrate
# above expect: SEC008

FROM python:3.12-slim
ENV SECRET_KEY=9qVx2LmT7rWz4KbN8cYd1sHp
# above expect: SEC008/critical
ENV TOKEN_URL=/api/v1/token \
    ENABLE_API_KEY=true \
    SECRET_KEY_FILE=/run/secrets/key
ENV GITHUB_TOKEN=$GITHUB_TOKEN
# above expect: SEC008 "keeps a build argument"
ENV POSTGRES_PASSWORD changethis
# above expect: SEC008/review
ENV API_KEY=${OTHER}
ENV ACCESS_TOKEN=<your-token>
ENV ADMIN_PASSWORD=""
LABEL password=vT7#qLw2Zk9x
CMD ["uvicorn", "app.main:app"]
# --- docker-compose.yml
services:
  api:
    build:
      context: .
      args:
        NPM_TOKEN: ${NPM_TOKEN}  # expect: SEC008/review "build argument"
        VERSION: 1.2.3
  web:
    build:
      context: .
      args:
        - API_SECRET=${API_SECRET}  # expect: SEC008
        - NODE_ENV=production
# --- scripts/build.sh
#!/bin/sh
docker build --build-arg NPM_TOKEN="$NPM_TOKEN" --build-arg VERSION=2 .  # expect: SEC008
docker build --secret id=npm,env=NPM_TOKEN .
# --- tests/Dockerfile
FROM python:3.12-slim
ENV SECRET_KEY=9qVx2LmT7rWz4KbN8cYd1sHp
