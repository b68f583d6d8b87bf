# Only trials are deployed from here.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/deploy-staging.yml
on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: google-github-actions/deploy-cloudrun@v2  # expect: DEP039/suggestion
        with:
          service: api-staging
          image: gcr.io/shop/api
