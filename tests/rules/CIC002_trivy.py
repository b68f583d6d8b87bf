# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- website/package.json
{"name": "website"}
# --- .github/workflows/ci.yml
on: [push, pull_request]
jobs:
  test:  # expect: CIC002 "Nothing in the pipeline lints the Python code or checks types of the Python code"
    runs-on: ubuntu-latest
    steps:
      - run: pytest
  scan:
    runs-on: ubuntu-latest
    steps:
      - uses: aquasecurity/trivy-action@master
        with: {image-ref: api}
