# --- Dockerfile
FROM python:3.12-slim
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]  # expect: DEP010/critical
# --- Dockerfile.same
FROM python:3.12-slim
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8080"]  # expect: DEP010/warning
# --- Dockerfile.configured
FROM python:3.12-slim
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "3000"]  # expect: DEP010/suggestion "port 3000" "tells the platform the same number"
# --- Dockerfile.run
FROM python:3.12-slim
CMD ["fastapi", "run", "main.py"]
# --- Dockerfile.entry
FROM python:3.12-slim
COPY scripts/start.sh /start.sh
ENTRYPOINT ["/start.sh"]
# --- scripts/start.sh
#!/bin/sh
PORT=${PORT:-8080}
exec uvicorn main:app --host 0.0.0.0 --port "$PORT"
# --- deploy.sh
gcloud run deploy api --image "$IMAGE" --region europe-west1 --port 3000
