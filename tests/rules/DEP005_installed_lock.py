# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi>=0.111
# --- requirements.lock
fastapi==0.141.0 --hash=sha256:00
# --- Dockerfile
FROM python:3.12-slim
COPY requirements.lock requirements.txt main.py ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
