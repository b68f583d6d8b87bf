# More versions may be tested than the one that is deployed.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- pyproject.toml
[project]
name = "example"
requires-python = ">=3.11"
# --- .python-version
# comment
# --- runtime.txt
python-3.12.4
# --- Dockerfile
ARG VERSION=3.12
FROM python:${VERSION}-slim
CMD ["uvicorn", "main:app"]
# --- worker/Dockerfile
FROM node:20
CMD ["uvicorn", "main:app"]
# --- .github/workflows/ci.yml
on: push
jobs:
  test:
    strategy:
      matrix:
        python-version: ["3.11", "3.12", "3.13"]
    steps:
      - uses: actions/setup-python@v5
        with:
          python-version: ${{ matrix.python-version }}
# --- other/.python-version
3.11
# --- dockerfiles/python313/Dockerfile
FROM python:3.13-slim
CMD ["uvicorn", "main:app"]
