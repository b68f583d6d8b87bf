# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- deploy.sh
gcloud run deploy api --image "$IMAGE" --project example
# --- docs/deployment.md
To roll back, `gcloud run services update-traffic api --to-revisions=REVISION=100`.
