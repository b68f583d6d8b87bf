# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- deploy.sh
curl -f "$URL/health"
gcloud run deploy api --image "$IMAGE" --project example  # expect: DEP040/warning
# --- smoke.sh
gcloud run deploy api --image "$IMAGE" --project example
curl -fsS --retry 5 "$URL/health"
# --- checked.sh
koyeb services update app/api --ports 8000:http --checks 8000:http:/health
# --- .github/workflows/deploy.yml
on: push
jobs:
  staging:
    steps:
      - uses: google-github-actions/deploy-cloudrun@v2  # expect: DEP040
  production:
    steps:
      - uses: google-github-actions/deploy-cloudrun@v2
  smoke:
    needs: production
    steps:
      - run: ./scripts/smoke_test.sh
# --- .github/workflows/twice.yml
on: push
jobs:
  both:
    steps:
      - uses: google-github-actions/deploy-cloudrun@v2
        with:
          service: api-${{ github.sha }}
          image: image
      - id: deploy
        uses: google-github-actions/deploy-cloudrun@v2  # expect: DEP040
        with:
          service: api
          image: image
