# Steps of Cloud Build deploy by gcloud itself, by a shell's text, or by a script of their own.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- cloudbuild.yaml
steps:
  - name: gcr.io/google.com/cloudsdktool/cloud-sdk
    entrypoint: gcloud
    args: [run, deploy, api, --image, $_IMAGE, --region, europe-west1]
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expect: DEP036 "no `--service-account`"
# --- ops/api.cloudbuild.yaml
steps:
  - name: gcr.io/google.com/cloudsdktool/cloud-sdk
    entrypoint: /bin/bash
    args:
      - -c
      - |
        set -e
        gcloud run deploy api --image "$_IMAGE" --region europe-west1  # expect: DEP036 "no `--service-account`"
  - name: gcr.io/google.com/cloudsdktool/cloud-sdk
    script: |
      gcloud run deploy api --image "$_IMAGE"  # expect: DEP036 "no `--region`"
  - name: gcr.io/cloud-builders/docker
    entrypoint: bash
    args: [-c, docker push "$_IMAGE"]
# --- ops/tests.cloudbuild.yaml
steps:
  - name: gcr.io/google.com/cloudsdktool/cloud-sdk
    script: |
      gcloud run deploy "api-$BUILD_ID" --image "$_IMAGE"
# --- tests/e2e-test.sh
gcloud run services replace service.yaml
gcloud run deploy "api-$BUILD_ID" --image "$_IMAGE"
