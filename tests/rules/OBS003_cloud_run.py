# Cloud Run measures requests by itself, whatever image it runs, and Koyeb does.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders")
def orders() -> None: ...
# --- Dockerfile
FROM python:3.12-slim
COPY . .
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8080"]
# --- deploy.sh
gcloud run deploy api --source . --region europe-west1
koyeb services update api/api --git-branch main
