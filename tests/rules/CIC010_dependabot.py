# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/dependabot.yml
version: 2
updates:
  - package-ecosystem: github-actions  # expect: CIC010/suggestion "Python"
    directory: /
# --- requirements.txt
fastapi==0.115.0
