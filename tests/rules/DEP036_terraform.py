# --- main.py
from fastapi import Depends, FastAPI, HTTPException, Request

app = FastAPI()


def user(request: Request) -> str:
    if request.headers.get("authorization") != "x":
        raise HTTPException(401)
    return "x"


@app.post("/items")
def create(name: str = Depends(user)) -> dict:
    return {}
# --- infra/main.tf
resource "google_cloud_run_v2_service" "api" {}
# --- deploy.sh
set -euo pipefail
gcloud run deploy api --image "$IMAGE" --project example --allow-unauthenticated
