# --- Procfile
web: uvicorn main:app --host 0.0.0.0 --port 8080  # expect: DEP010/warning "listens on port 8080" "Cloud Run builds the Dockerfile beside it"
# fixed: web: uvicorn main:app --host 0.0.0.0 --port ${PORT:-8080}
# --- other/Procfile
web: uvicorn main:app --host 0.0.0.0 --port 9000  # expect: DEP010/critical "listens on port 9000"
# fixed: web: uvicorn main:app --host 0.0.0.0 --port ${PORT:-9000}
# --- Dockerfile
FROM python:3.12-slim
CMD exec uvicorn main:app --host 0.0.0.0 --port ${PORT}
# --- deploy.sh
gcloud run deploy api --source . --region europe-west1
