# Previews of pull requests, and services of other languages.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/deploy-previews.yml
on: pull_request
jobs:
  api:
    runs-on: ubuntu-24.04
    steps:
      - run: gcloud run deploy api-pr --image "$IMAGE" --project example
# --- .github/workflows/deploy-web.yml
on: push
jobs:
  web:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/setup-node@v4
      - run: npm run build
      - run: gcloud run deploy web --image "$IMAGE" --project example
# --- .github/workflows/deploy-api.yml
on: push
jobs:
  api:
    runs-on: ubuntu-24.04
    steps:
      - run: gcloud run deploy api --image "$IMAGE" --project example  # expect: DEP040
