# Probe 21.
# --- main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> str:
    return "ok"


@app.get("/items/{item_id}")
def item(item_id: int) -> int:
    return item_id


@app.post("/ready")
def ready() -> str:
    return "ok"
# --- Dockerfile
FROM python:3.12-slim
HEALTHCHECK --interval=5s CMD curl -f http://localhost:8000/healthz || exit 1  # expect: DEP021/critical "asks for `/healthz`"
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]
# --- Dockerfile.port
FROM python:3.12-slim
HEALTHCHECK CMD ["curl", "-f", "http://127.0.0.1:8080/health"]  # expect: DEP021 "asks port 8080"
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]
# --- Dockerfile.post
FROM python:3.12-slim
HEALTHCHECK CMD wget -q http://localhost:8000/ready  # expect: DEP021
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]
# --- Dockerfile.slash
FROM python:3.12-slim
HEALTHCHECK CMD wget -q http://localhost:8000/health/  # expect: DEP021/review "is redirected" "`/health`"
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]
# --- Dockerfile.fine
FROM python:3.12-slim
HEALTHCHECK CMD python -c "import urllib.request as r; r.urlopen('http://localhost:8000/health')"
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]
# --- Dockerfile.variable
FROM python:3.12-slim
HEALTHCHECK CMD curl -f http://localhost:${PORT:-8000}/items/1 || exit 1
CMD exec uvicorn main:app --host 0.0.0.0 --port $PORT
# --- Dockerfile.docs
FROM python:3.12-slim
HEALTHCHECK CMD curl -f http://localhost:8000/docs
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]
# --- service.yaml
apiVersion: serving.knative.dev/v1
kind: Service
spec:
  template:
    spec:
      containers:
        - image: example
          startupProbe:
            httpGet:
              path: /startup  # expect: DEP021
          livenessProbe:
            httpGet:
              path: /health
# --- deploy.sh
koyeb services update app/api --ports 8080:http --checks 8080:http:/healthz  # expect: DEP021
koyeb services update app/api --checks 8080:tcp
