# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/deploy.yml
on: push
jobs:
  deploy:
    steps:
      - uses: google-github-actions/deploy-cloudrun@v2
# --- deploy.sh
pytest
gcloud run deploy api --image "$IMAGE" --project example  # expect: DEP039 "how a release is taken back"
