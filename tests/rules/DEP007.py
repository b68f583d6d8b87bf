# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- firebase.json
{"functions": [{"source": "functions", "runtime": "python311"}]}
//                                                ^^^^^^^^^^^ expect: DEP007/warning "3.12 in `Dockerfile:1`, 3.10 in `.github/workflows/ci.yml:7`"
# --- Dockerfile
FROM python:3.12-slim
CMD ["uvicorn", "main:app"]
# --- Dockerfile.dev
FROM python:3.13
CMD ["uvicorn", "main:app"]
# --- .github/workflows/ci.yml
on: push
jobs:
  test:
    steps:
      - uses: actions/setup-python@v5
        with:
          python-version: 3.10  # expect: DEP007 "is the number 3.1"
