# Probe 20.
# --- Dockerfile
FROM python:3.12-slim
CMD uvicorn main:app --host 0.0.0.0 --port $PORT  # expect: DEP013/warning
# fixed: CMD exec uvicorn main:app --host 0.0.0.0 --port $PORT
# --- Dockerfile.stable_20250301-100633
FROM python:3.12-slim
CMD uvicorn main:app --host 0.0.0.0 --port $PORT
# --- Dockerfile.bak
FROM python:3.11-slim
CMD uvicorn main:app --host 0.0.0.0 --port $PORT
# --- Dockerfile.twin
FROM python:3.12-slim
CMD uvicorn main:app --host 0.0.0.0 --port $PORT
# --- Dockerfile.old
FROM python:3.12-slim
CMD uvicorn main:app --host 0.0.0.0 --port $PORT  # expect: DEP013
# fixed: CMD exec uvicorn main:app --host 0.0.0.0 --port $PORT
# --- Makefile
legacy:
	docker build -f Dockerfile.old .
# --- Dockerfile.exec
FROM python:3.12-slim
CMD exec uvicorn main:app --host 0.0.0.0 --port $PORT
# --- Dockerfile.json
FROM python:3.12-slim
CMD ["uvicorn", "main:app"]
# --- Dockerfile.inner
FROM python:3.12-slim
CMD ["sh", "-c", "alembic upgrade head && uvicorn main:app"]  # expect: DEP013
# fixed: CMD ["sh", "-c", "alembic upgrade head && exec uvicorn main:app"]
# --- Dockerfile.bash
FROM python:3.12-slim
CMD ["bash", "-c", "alembic upgrade head && uvicorn main:app"]
# --- Dockerfile.alpine
FROM python:3.12-alpine
CMD alembic upgrade head && uvicorn main:app --host 0.0.0.0 --port $PORT
# --- Dockerfile.alpine-inner
FROM python:3.12-alpine
CMD ["sh", "-c", "uvicorn main:app --host 0.0.0.0 --port $PORT"]
# --- Dockerfile.alpine-script
FROM python:3.12-alpine
COPY run.sh /app/
CMD ["sh", "/app/run.sh"]
# --- run.sh
uvicorn main:app --host 0.0.0.0  # expect: DEP013
# fixed: exec uvicorn main:app --host 0.0.0.0
# --- Dockerfile.init
FROM python:3.12-slim
ENTRYPOINT ["dumb-init", "--"]
CMD ["uvicorn", "main:app"]
# --- Dockerfile.script
FROM python:3.12-slim
COPY start.sh entrypoint.sh /app/
CMD ["bash", "/app/start.sh"]
# --- start.sh
#!/bin/bash
alembic upgrade head
if [ "$DEBUG" = 1 ]; then
  echo debugging
fi
uvicorn main:app --host 0.0.0.0  # expect: DEP013
# fixed: exec uvicorn main:app --host 0.0.0.0
# --- Dockerfile.entrypoint
FROM python:3.12-slim
COPY entrypoint.sh /app/
ENTRYPOINT ["/app/entrypoint.sh"]
CMD ["gunicorn", "main:app", "-k", "uvicorn.workers.UvicornWorker"]
# --- entrypoint.sh
#!/bin/sh
set -e
python -m alembic upgrade head
exec "$@"
# --- Dockerfile.tini
FROM python:3.12-slim
ENTRYPOINT ["/usr/bin/tini", "--"]
CMD ["sh", "-c", "uvicorn main:app --host 0.0.0.0"]  # expect: DEP013 "to which init hands SIGTERM"
# fixed: CMD ["sh", "-c", "exec uvicorn main:app --host 0.0.0.0"]
