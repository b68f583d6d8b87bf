# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- Dockerfile
FROM python:3.12-slim
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8080", "--workers", "4"]
# --- deploy.sh
set -euo pipefail
gcloud run deploy api --source . --project example --cpu 4 --memory 4Gi
