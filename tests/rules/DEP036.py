# --- main.py
import psycopg2
from fastapi import FastAPI

app = FastAPI()


@app.post("/items")
def create(name: str) -> dict:
    with psycopg2.connect("dbname=x") as connection:
        connection.cursor().execute("insert into items values (%s)", (name,))
    return {}


@app.get("/health")
def health() -> dict:
    return {}
# --- deploy.sh
set -euo pipefail
gcloud run deploy api --image "$IMAGE" --project example --allow-unauthenticated  # expect: DEP036/warning "no `--region`, `--service-account`, `--max-instances`, `--memory`, `--timeout`, `--concurrency`" "--timeout 60 --concurrency 80`.", DEP036/review "everybody"
gcloud run deploy api --image "$IMAGE" --project example --region europe-west1 --service-account api@example.iam.gserviceaccount.com --max-instances 10 --memory 512Mi --timeout 60 --concurrency 80 --no-allow-unauthenticated
gcloud run deploy api --image "$IMAGE" --region=europe-west1 --service-account=api@example.iam.gserviceaccount.com --max=10
gcloud run deploy api --image "$IMAGE" "${FLAGS[@]}"
gcloud run services replace service.yaml --region europe-west1
# --- .github/workflows/deploy.yml
on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: google-github-actions/deploy-cloudrun@v2  # expect: DEP036/warning "no `--service-account`, `--max-instances`"
        with:
          service: api
          region: europe-west1
          image: image
      - uses: google-github-actions/deploy-cloudrun@v2
        with:
          service: api
          region: europe-west1
          flags: --service-account=x --max-instances=3
      - uses: google-github-actions/deploy-cloudrun@v2
        with:
          metadata: service.yaml
          region: europe-west1
# --- service.yaml
apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  name: api
spec:
  template:  # expect: DEP036/warning "no `maxScale`, `serviceAccountName`"
    spec:
      containers:
        - image: api
# --- good/service.yaml
apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  name: api
spec:
  template:
    metadata:
      annotations:
        autoscaling.knative.dev/maxScale: "10"
    spec:
      serviceAccountName: api@example.iam.gserviceaccount.com
      containers:
        - image: api
# --- .github/workflows/old.yml
on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: google-github-actions/deploy-cloudrun@v0.2.0  # expect: DEP036/warning "no `--service-account`, `--max-instances`"
        with:
          service: api
          region: europe-west1
          image: image
