# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/ci.yml
on: [push, pull_request]
jobs:
  test:  # expect: CIC002 "Nothing in the pipeline scans for secrets" "Runners do not have gitleaks"
    runs-on: ubuntu-latest
    steps:
      - run: ruff check .
      - run: mypy .
      - run: pytest
      - run: trivy fs --scanners vuln .
      - run: trivy config --exit-code 1 .
      - uses: aquasecurity/trivy-action@master
        with: {image-ref: api, scanners: vuln}
