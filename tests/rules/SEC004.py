# --- docker-compose.prod.yml
services:
  db:
    image: postgres:17
    environment:
      POSTGRES_USER: postgres
      POSTGRES_PASSWORD: postgres  # expect: SEC004/critical "`POSTGRES_PASSWORD` is set to a default that everybody knows"
      PGPASSWORD: ${POSTGRES_PASSWORD:?}
  minio:
    environment:
      - MINIO_ROOT_USER=minio
      - MINIO_ROOT_PASSWORD=minioadmin  # expect: SEC004
# --- docker-compose.yml
services:
  db:
    ports: ["5432:5432"]
    environment:
      POSTGRES_PASSWORD: changethis  # expect: SEC004/review
      POSTGRES_DB: postgres
# --- docker-compose.dev.yml
services:
  db:
    environment:
      POSTGRES_PASSWORD: postgres  # expect: SEC004/suggestion
# --- .github/workflows/test.yml
on: push
jobs:
  test:
    runs-on: ubuntu-24.04
    services:
      db:
        image: postgres:17
        env:
          POSTGRES_PASSWORD: postgres
    steps:
      - run: pytest
        env:
          DB_PASSWORD: postgres
# --- .github/workflows/deploy.yml
on: push
jobs:
  deploy:
    runs-on: ubuntu-24.04
    env:
      ADMIN_PASSWORD: admin  # expect: SEC004/suggestion
    steps:
      - run: ./deploy.sh
# --- inner/compose.yml
services:
  db:
    environment:
      POSTGRES_PASSWORD: postgres  # expect: SEC004/warning "set to a default" "in the URL of line 7"
  api:
    environment:
      DATABASE_URL: postgresql://shop:postgres@db/shop
  identity:
    command: start-dev
    environment:
      KC_HOSTNAME: http://localhost:8080
      KC_BOOTSTRAP_ADMIN_PASSWORD: admin  # expect: SEC004/suggestion
# --- runs/compose.yml
services:
  db:
    ports: ["5435:5432"]
    environment:
      POSTGRES_PASSWORD: postgres  # expect: SEC004/review "set to a default" "in the URLs of lines 8 and 11, which have it too"
  api:
    environment:
      DATABASE_URL: postgresql://shop:postgres@db/shop
  checks:
    environment:
      DATABASE_URL: postgresql://shop:postgres@db/checks
# --- watched/compose.yml
services:
  api:
    command: uvicorn app.main:app --reload
    environment:
      - ADMIN_PASSWORD=admin  # expect: SEC004/suggestion
# --- mixed/compose.yml
services:
  api:
    environment:
      ENVIRONMENT: development
  admin:
    environment:
      ENVIRONMENT: production
      ADMIN_PASSWORD: admin  # expect: SEC004/review
# --- koyeb.yaml
services:
  - name: api
    env:
      - key: SECRET_KEY
        value: changeme  # expect: SEC004/critical
      - key: LOG_LEVEL
        value: debug
# --- scripts/start.sh
#!/bin/sh
export ADMIN_PASSWORD=admin  # expect: SEC004/review
export ADMIN_USER=admin
export ADMIN_TOKEN="$TOKEN"
# --- .env.example
SECRET_KEY=changethis
# --- history/1/.env
SECRET_KEY=changethis
# --- .env
SECRET_KEY=changethis  # expect: SEC004/review
# --- history/1/worker/.env
ENVIRONMENT=local
SECRET_KEY=changethis
# --- worker/.env
ENVIRONMENT=local
SECRET_KEY=changethis  # expect: SEC004/suggestion
# --- .devcontainer/docker-compose.yml
services:
  db:
    environment:
      POSTGRES_PASSWORD: postgres  # expect: SEC004/suggestion
# --- tests/docker-compose.yml
services:
  db:
    environment:
      POSTGRES_PASSWORD: postgres
# --- docker/docker-compose.watch-e2e.yml
services:
  db:
    environment:
      POSTGRES_PASSWORD: postgres  # expect: SEC004/suggestion
# --- stack/docker-compose.yml
services:
  db-dev:
    profiles: [frontend-dev, ci]
    environment:
      POSTGRES_PASSWORD: postgres  # expect: SEC004/suggestion
  db:
    profiles: [dev, full]
    network_mode: host
    environment:
      - POSTGRES_PASSWORD=postgres  # expect: SEC004/review
  cache:
    profiles: []
    environment:
      REDIS_PASSWORD: changeme  # expect: SEC004/review
# --- scripts/restart_containers.sh
#!/bin/bash
docker run -p 5432:5432 --name db -e POSTGRES_PASSWORD=password -d postgres  # expect: SEC004/suggestion
# --- scripts/deploy_prod.sh
#!/bin/bash
docker run --name db -e POSTGRES_PASSWORD=password -d postgres  # expect: SEC004/review
# --- dev/compose.yaml
services:
  dashboard:
    image: grafana/grafana:11.1.0
    environment:
      - GF_SECURITY_ADMIN_PASSWORD=admin
      # above expect: SEC004/suggestion
# --- deploy/compose.yml
services:
  db:
    ports: ["5432:5432"]
    environment:
      POSTGRES_PASSWORD: postgres  # expect: SEC004/review
  db_test:
    environment:
      POSTGRES_PASSWORD: postgres  # expect: SEC004/suggestion
# --- scripts/migration-check.sh
#!/bin/sh
password="postgres"
docker run --rm --detach --name check --env "POSTGRES_PASSWORD=$password" postgres:17
docker stop check
# --- store/docker-compose.yml
# Who changes the password of the store changes those that its clients log in with.
services:
  minio:
    environment:
      MINIO_ROOT_USER: minio
      MINIO_ROOT_PASSWORD: minioadmin  # expect: SEC004/review "" "and `${MINIO_ROOT_PASSWORD}` in the 2 other places that have the same value"
  api:
    environment:
      MINIO_ACCESS_KEY: minio
      MINIO_SECRET_KEY: minioadmin
      ADMIN_PASSWORD: minioadmin  # expect: SEC004/review "`ADMIN_PASSWORD`"
  worker:
    environment:
      MINIO_ACCESS_KEY: minio
      MINIO_SECRET_KEY: minioadmin
# --- scripts/tool.sh
#!/usr/bin/env bash
# tool.sh: quick reference of its commands
TOOL_PASSWORD='secret' tool start
tool stop
# --- console/docker-compose.yml
services:
  minio:
    ports: ["9000:9000"]
    environment:
      MINIO_ROOT_USER: admin
      MINIO_ROOT_PASSWORD: password  # expect: SEC004/review "`MINIO_ROOT_PASSWORD`" "set it in .env}` (and in line 10, which signs in with it)"
  console:
    entrypoint: >
      sh -c "
      mc alias set local http://minio:9000 admin password &&
      mc mb local/files
      "
# --- scripts/stack.sh
#!/bin/sh
# Define test users
USER_MAIL="admin@example.com"
USER_PASSWORD="admin"  # expect: SEC004/suggestion
USER_MAIL="$USER_MAIL" USER_PASSWORD="$USER_PASSWORD" docker compose up
