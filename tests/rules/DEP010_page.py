# A page says where it runs.
# --- README.md
# Orders

`heroku container:release web` takes the image; on Cloud Run: `gcloud run deploy orders --port 3000 --image orders`.
# --- Dockerfile
FROM python:3.12-slim
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "80"]  # expect: DEP010/suggestion
# --- Dockerfile.api
FROM python:3.12-slim
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "3000"]
