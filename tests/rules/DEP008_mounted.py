# An image without sources whose server reloads what a compose file mounts starts nothing by itself.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- Dockerfile
FROM python:3.12-slim AS builder
COPY requirements.txt /app/
RUN pip install --prefix /venv -r /app/requirements.txt

FROM python:3.12-slim
COPY --from=builder /venv /venv
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000", "--reload"]  # expect: DEP008/critical "which only a compose file mounts" "Copy the application into the final stage, and start it there: `CMD exec uvicorn app.main:app --host 0.0.0.0 --port ${PORT:-8000}`. Developers get the one that reloads as `command:` of the compose file."
# --- docker-compose.yml
services:
  web:
    build: .
    volumes:
      - ./app:/code/app
