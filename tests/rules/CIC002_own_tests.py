# Who tests, with tools that are not known, is not told that nobody does.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.115.0
# --- .github/workflows/deploy.yml
on: push
jobs:
  test:
    steps:
      - run: npx playwright test
  deploy:
    needs: test
    steps:
      - uses: koyeb/action-git-deploy@v1
        with:
          app-name: orders
