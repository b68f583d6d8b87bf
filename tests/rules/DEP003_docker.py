# The image installs what stands beside the Dockerfile, and more by name.
# --- src/app/main.py
import gunicorn
import psycopg2
import yaml
from fastapi import FastAPI

app = FastAPI()
# --- docker/requirements.txt
fastapi==0.141.0
pyyaml==6.0.2
# --- Dockerfile
FROM python:3.12-slim
COPY docker/requirements.txt /tmp/requirements.txt
RUN pip install --no-cache-dir -r /tmp/requirements.txt && pip install gunicorn==23.0.0
RUN apt-get update && apt-get install -y python3-psycopg2
COPY src /app
WORKDIR /app
CMD ["gunicorn", "-k", "uvicorn.workers.UvicornWorker", "app.main:app"]
