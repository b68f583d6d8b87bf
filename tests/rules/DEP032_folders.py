# --- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
RUN mkdir -p logs /srv/data /var/cache/shop
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]  # expect: DEP032 "runs as root" "`RUN chown app /srv /srv/logs /srv/data`"
# --- main.py
from fastapi import FastAPI

app = FastAPI()
