# Probe 20.
# --- Procfile
web: uvicorn main:app --port $PORT  # expect: DEP011/critical "127.0.0.1 only, its default"
# fixed: web: uvicorn main:app --port $PORT --host 0.0.0.0
# --- own/Procfile
web: hypercorn main:app --bind 127.0.0.1:$PORT  # expect: DEP011
# --- Dockerfile
FROM python:3.12-slim
CMD ["uvicorn", "main:app"]  # expect: DEP011
# fixed: CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
# --- Dockerfile.said
FROM python:3.12-slim
CMD ["uvicorn", "main:app", "--host", "localhost"]  # expect: DEP011 "listens on localhost only"
# --- Dockerfile.env
FROM python:3.12-slim
ENV UVICORN_HOST=0.0.0.0
CMD ["uvicorn", "main:app"]
# --- Dockerfile.variable
FROM python:3.12-slim
ENV HOST=0.0.0.0
CMD exec uvicorn main:app --host $HOST
# --- Dockerfile.run
FROM python:3.12-slim
CMD ["fastapi", "run", "main.py"]
# --- Dockerfile.gunicorn
FROM python:3.12-slim
CMD ["gunicorn", "main:app", "-k", "uvicorn.workers.UvicornWorker"]
# --- Dockerfile.dev
FROM python:3.12-slim
CMD ["uvicorn", "main:app", "--reload"]
# --- docker-compose.yml
services:
  api:
    build: .
    command: uvicorn main:app
# --- Dockerfile.program
FROM python:3.12-slim
COPY serve.py .
CMD ["python", "serve.py"]
# --- Dockerfile.socket
FROM python:3.12-slim
COPY socket_or_port.py .
CMD ["python", "socket_or_port.py"]
# --- socket_or_port.py
import sys

import uvicorn


def serve(host: str, uds: str | None) -> None:
    if uds:
        uvicorn.run("main:app", uds=uds)
    else:
        uvicorn.run("main:app", host=host, port=8000)


serve(*sys.argv[1:])
# --- serve.py
import uvicorn

uvicorn.run("main:app", port=8000)  # expect: DEP011 "its default"
