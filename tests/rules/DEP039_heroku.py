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
      - run: heroku container:push web -a example
      - run: heroku container:release web -a example  # expect: DEP039
      - uses: akhileshns/heroku-deploy@v3.12.12
