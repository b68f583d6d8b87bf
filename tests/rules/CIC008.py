# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/deploy.yml
on:
  push:
    branches: [main]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: pytest
  deploy:  # expect: CIC008/warning "`deploy`"
    needs: test
    runs-on: ubuntu-latest
    steps:
      - run: gcloud run deploy api --image "$IMAGE" --project example
  staging:
    needs: test
    runs-on: ubuntu-latest
    steps:
      - run: gcloud run deploy api-staging --image "$IMAGE" --project example
  protected:
    needs: test
    runs-on: ubuntu-latest
    environment: production
    concurrency: production
    steps:
      - run: firebase deploy --only functions --project live
  overlapping:  # expect: CIC008/suggestion "twice at once"
    needs: test
    runs-on: ubuntu-latest
    environment:
      name: production
    steps:
      - run: firebase deploy --only functions --project live
  canary:
    needs: test
    runs-on: ubuntu-latest
    concurrency: canary
    steps:
      - run: gcloud run deploy api --image "$IMAGE" --project example --no-traffic --tag canary
# --- .github/workflows/manual.yml
on: workflow_dispatch
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: gcloud run deploy api --image "$IMAGE" --project example
# --- .github/workflows/release.yml
on:
  push:
    tags: ["v*"]
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: gcloud run deploy api --image "$IMAGE" --project example
# --- .github/workflows/deploy-dev.yml
on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: gcloud run deploy api --image "$IMAGE" --project example
# --- .github/workflows/called.yml
on: push
concurrency: deployment
jobs:
  deploy:  # expect: CIC008
    runs-on: ubuntu-latest
    steps:
      - uses: koyeb/action-git-deploy@v1
        with:
          app-name: api
  preview:
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    steps:
      - uses: koyeb/action-git-deploy@v1
# --- .github/workflows/branches.yml
on: {push: {branches: ["*"]}}
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: koyeb/action-git-deploy@v1
        with:
          app-name: api-${{ github.ref_name }}
# --- .github/workflows/both.yml
on: push
jobs:
  deploy:  # expect: CIC008
    runs-on: ubuntu-latest
    steps:
      - id: deploy_dev
        uses: google-github-actions/deploy-cloudrun@v2
        with: {service: api}
      - id: deploy_prod
        if: github.ref == 'refs/heads/main'
        uses: google-github-actions/deploy-cloudrun@v2
        with: {service: api}
  only_dev:
    runs-on: ubuntu-latest
    steps:
      - id: deploy_dev
        uses: google-github-actions/deploy-cloudrun@v2
        with: {service: api}
# --- .github/workflows/template.yml
on:
  push:
    branches: [main]
jobs:
  deploy:  # expect: CIC008/suggestion "In each repository made from this one, `deploy` deploys on pushes to `main`"
    if: github.repository != 'acme/template'
    runs-on: ubuntu-latest
    steps:
      - run: gcloud run deploy api --image api
  deploy_off:
    if: false
    runs-on: ubuntu-latest
    steps:
      - run: gcloud run deploy api --image api
  deploy_off_too:
    if: ${{ false }}
    runs-on: ubuntu-latest
    steps:
      - run: gcloud run deploy api --image api
