# pip installs a list of packages, and does not look at what the project requires.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- pyproject.toml
[project]
name = "shop"
requires-python = ">=3.12"
# --- requirements.txt
fastapi==0.115.0
# --- Dockerfile
FROM python:3.11-slim
# above expect: DEP007/warning "Python 3.11 here, and the project requires 3.12 or later" "Decide: Python 3.12 here, too, or let the project's metadata allow 3.11, which is the version that the pipeline tests"
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY main.py .
CMD ["uvicorn", "main:app"]
# --- .github/workflows/ci.yml
on: push
jobs:
  test:
    steps:
      - uses: actions/setup-python@v5
        with:
          python-version: "3.11"
