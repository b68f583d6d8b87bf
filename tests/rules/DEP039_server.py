# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/deploy.yml
on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    environment: production
    steps:
      - uses: appleboy/ssh-action@v1  # expect: DEP039
        with:
          host: example.org
          script: |
            cd app
            git pull
            echo "$PASSWORD" | sudo -S systemctl restart api
