# --- deploy.sh
#!/bin/bash
# Deploys.
cd "$FOLDER"  # expect: DEP038/warning "`set -e` is missing"
# fixed: set -euo pipefail
rm -rf $BUILD/out  # expect: DEP038 "is not quoted"
cd ${FOLDER}  # expect: DEP038 "`${FOLDER}`"
echo "Using $API_KEY"  # expect: DEP038 "`API_KEY` is printed"
echo "$API_KEY" | gcloud secrets versions add api-key --data-file=-
echo "$REGION"
firebase deploy --only functions --force  # expect: DEP038 "`--force` deletes", DEP038/review "whatever project is active"
gcloud run deploy api --image "$IMAGE" --project "$PROJECT"
# --- good.sh
#!/usr/bin/env bash
set -euo pipefail
firebase use staging
firebase deploy --only functions
# --- chained.sh
pytest && docker push x && koyeb services update app/api --git-sha "$SHA"
# --- option.sh
#!/bin/sh -e
pytest
koyeb services update app/api --git-sha "$SHA"
# --- build.sh
docker build .
rm -rf $BUILD
# --- .github/workflows/deploy.yml
on: push
jobs:
  deploy:
    steps:
      - run: |
          pytest
          gcloud run deploy api --image "$IMAGE"
