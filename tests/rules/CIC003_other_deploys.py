# --- .github/workflows/deploy-api.yml
on: push
jobs:
  ship:  # expect: CIC003 "whether the tests pass" "which deploys as well"
    steps:
      - run: gcloud run deploy api --image "$IMAGE"
# --- .github/workflows/main.yml
on: push
jobs:
  check:
    steps:
      - run: pytest
  ship:
    needs: [check]
    steps:
      - run: gcloud run deploy site --image "$IMAGE"
