# Commands that deploy, and their like that do not.
# --- .github/workflows/functions.yml
on: push
jobs:
  ship:  # expect: CIC003
    steps:
      - run: gcloud functions deploy collect --gen2 --source functions
# --- .github/workflows/engine.yml
on: push
jobs:
  ship:  # expect: CIC003
    steps:
      - run: gcloud app deploy app.yaml
# --- .github/workflows/site.yml
on: push
jobs:
  ship:  # expect: CIC003
    steps:
      - run: npx vercel --prod --token "$TOKEN"
# --- .github/workflows/azure.yml
on: push
jobs:
  ship:  # expect: CIC003
    steps:
      - run: az containerapp update --name api --image "$IMAGE"
# --- .github/workflows/looks.yml
on: push
jobs:
  look:
    steps:
      - run: |
          gcloud functions describe collect
          gcloud app describe
          vercel ls --prod
          vercel pull --environment=production
          az containerapp show --name api
# --- .github/workflows/tests.yml
on: push
jobs:
  check:
    steps:
      - run: pytest
# --- main.py
from fastapi import FastAPI

app = FastAPI()
