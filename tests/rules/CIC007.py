# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/deploy.yml
on: push
jobs:
  google:
    runs-on: ubuntu-latest
    steps:
      - uses: google-github-actions/auth@v2
        with:
          credentials_json: ${{ secrets.GCP_KEY }}  # expect: CIC007/review "`GCP_KEY`" "`permissions: {contents: read, id-token: write}` and `workload_identity_provider` of"
  half_done:
    runs-on: ubuntu-latest
    permissions: {contents: read, id-token: write}
    steps:
      - uses: google-github-actions/auth@v2
        with:
          credentials_json: ${{ secrets.HALF_KEY }}  # expect: CIC007 "`HALF_KEY`" "who it is: `workload_identity_provider` of `google-github-actions/auth`; then"
  lost:
    runs-on: ubuntu-latest
    steps:
      - uses: google-github-actions/setup-gcloud@v2
        with:
          service_account_key: ${{ secrets.LOST_KEY }}  # expect: CIC007 "has no input `service_account_key`" "a step of `google-github-actions/auth` in front of it"
      - uses: google-github-actions/setup-gcloud@e427ad8a34f8676edf47cf7d7925499adf3eb74f
        with:
          service_account_key: ${{ secrets.PINNED_KEY }}  # expect: CIC007 "signs in to the cloud: `PINNED_KEY`"
  federated:
    runs-on: ubuntu-latest
    permissions:
      id-token: write
    steps:
      - uses: google-github-actions/auth@v2
        with:
          workload_identity_provider: ${{ secrets.WIF_PROVIDER }}
          service_account: ${{ secrets.WIF_ACCOUNT }}
      - uses: google-github-actions/setup-gcloud@v2
  old:
    runs-on: ubuntu-latest
    steps:
      - uses: google-github-actions/setup-gcloud@v0
        with:
          service_account_key: ${{ secrets.OLD_KEY }}  # expect: CIC007 "`OLD_KEY`"
      - uses: google-github-actions/auth@v2
        with:
          credentials_json: ${{ secrets.GCP_KEY }}
  firebase:
    runs-on: ubuntu-latest
    env:
      FIREBASE_TOKEN: ${{ secrets.FIREBASE_TOKEN }}  # expect: CIC007 "`FIREBASE_TOKEN`"
    steps:
      - run: firebase deploy --only functions --token "$FIREBASE_TOKEN"
      - run: firebase deploy --only hosting --token "${{ secrets.OTHER_TOKEN }}"  # expect: CIC007 "`OTHER_TOKEN`"
      - uses: w9jds/firebase-action@v13
        with:
          args: deploy
        env:
          GCP_SA_KEY: ${{ secrets.SA_KEY }}  # expect: CIC007 "`SA_KEY`"
  hosting:
    runs-on: ubuntu-latest
    steps:
      - uses: FirebaseExtended/action-hosting-deploy@v0
        with:
          firebaseServiceAccount: ${{ secrets.HOSTING_ACCOUNT }}  # expect: CIC007 "`HOSTING_ACCOUNT`"
  aws:
    runs-on: ubuntu-latest
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          aws-access-key-id: ${{ secrets.AWS_ID }}
          aws-secret-access-key: ${{ secrets.AWS_SECRET }}  # expect: CIC007 "`AWS_SECRET`"
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          role-to-assume: arn:aws:iam::123456789012:role/deploy
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          aws-access-key-id: ${{ steps.login.outputs.id }}
          aws-secret-access-key: ${{ steps.login.outputs.secret }}
          aws-session-token: ${{ steps.login.outputs.token }}
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          aws-access-key-id: test
          aws-secret-access-key: test
  azure:
    runs-on: ubuntu-latest
    steps:
      - uses: azure/login@v2
        with:
          creds: ${{ secrets.AZURE_CREDENTIALS }}  # expect: CIC007 "`AZURE_CREDENTIALS`"
      - uses: azure/login@v2
        with:
          client-id: ${{ secrets.AZURE_CLIENT_ID }}
          tenant-id: ${{ secrets.AZURE_TENANT_ID }}
  registry:
    runs-on: ubuntu-latest
    steps:
      - uses: docker/login-action@v3
        with:
          registry: europe-docker.pkg.dev
          username: _json_key
          password: ${{ secrets.REGISTRY_KEY }}  # expect: CIC007 "`REGISTRY_KEY`"
      - uses: docker/login-action@v3
        with:
          registry: ghcr.io
          username: ${{ github.actor }}
          password: ${{ secrets.GITHUB_TOKEN }}
      - run: echo '${{ secrets.KEY_FILE }}' > key.json && gcloud auth activate-service-account --key-file key.json
        # above expect: CIC007 "`KEY_FILE`"
      - run: |
          gcloud auth activate-service-account --key-file=key.json  # expect: CIC007 "a key file"
  koyeb:
    runs-on: ubuntu-latest
    env:
      KOYEB_TOKEN: ${{ secrets.KOYEB_TOKEN }}
    steps:
      - uses: koyeb-community/koyeb-actions@v2
        with:
          api_token: ${{ secrets.KOYEB_API_TOKEN }}
      - run: koyeb services update api/web
# --- .github/workflows/environment.yml
on: push
env:
  AWS_SECRET_ACCESS_KEY: ${{ secrets.AWS_SECRET_ACCESS_KEY }}  # expect: CIC007 "`AWS_SECRET_ACCESS_KEY`"
  AWS_ACCESS_KEY_ID: ${{ secrets.AWS_ACCESS_KEY_ID }}
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: aws ecs update-service --service api
  minio:
    runs-on: ubuntu-latest
    env:
      AWS_SECRET_ACCESS_KEY: minioadmin
    steps:
      - run: pytest
# --- deploy.sh
set -euo pipefail
firebase deploy --only functions --token "$FIREBASE_TOKEN"  # expect: CIC007 "`FIREBASE_TOKEN`"
gcloud auth activate-service-account --key-file service.json  # expect: CIC007 "a key file"
firebase deploy --only functions --project staging
