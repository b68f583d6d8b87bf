# --- Dockerfile
FROM python:3.12-slim
COPY . .
CMD ["uvicorn", "main:app"]  # expect: DEP032/review "no USER says otherwise"
# --- Dockerfile.user
FROM python:3.12-slim
RUN useradd --system app
USER app
CMD ["uvicorn", "main:app"]
# --- Dockerfile.root
FROM python:3.12-slim
USER app
USER root  # expect: DEP032 "runs as root"
CMD ["uvicorn", "main:app"]
# --- Dockerfile.inherited
FROM python:3.12-slim AS base
USER app
FROM base
CMD ["uvicorn", "main:app"]
# --- Dockerfile.builder
FROM python:3.12-slim AS build
USER root
FROM gcr.io/distroless/python3-debian12:nonroot
CMD ["uvicorn", "main:app"]
# --- Dockerfile.steps
FROM python:3.12-slim
COPY entrypoint.sh /
ENTRYPOINT ["/entrypoint.sh"]
CMD ["uvicorn", "main:app"]
# --- entrypoint.sh
#!/bin/sh
chown -R app /data
exec gosu app "$@"
# --- Dockerfile.tests
FROM python:3.12-slim
CMD ["pytest"]
# --- loadtest/mock_llm/Dockerfile
FROM python:3.12-slim
COPY . .
CMD ["uvicorn", "main:app"]
