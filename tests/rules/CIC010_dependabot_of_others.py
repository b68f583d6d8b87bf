# --- backend/main.py
from fastapi import FastAPI

app = FastAPI()
# --- backend/requirements.txt
fastapi==0.115.0
# --- worker/pyproject.toml
[project]
dependencies = ["httpx"]
# --- examples/requirements.txt
fastapi==0.115.0
# --- .github/dependabot.yml
version: 2
updates:
  - package-ecosystem: npm  # expect: CIC010 "looks after other packages" "to `updates` of this file: `package-ecosystem: pip`"
    directory: /website
