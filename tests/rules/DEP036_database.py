# How many requests an instance takes is bounded by its connections to the database.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.115.6
psycopg2-binary==2.9.10
# --- deploy.sh
set -euo pipefail
gcloud run deploy api --image "$IMAGE" --project example  # expect: DEP036/warning "no `--region`" "--timeout 60`. Choose `--concurrency` by the connections to the database that one instance may hold."
