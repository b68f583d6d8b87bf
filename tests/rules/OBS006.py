# --- requirements.txt
fastapi==0.115.6
# --- app/main.py
import logging

from fastapi import FastAPI

logger = logging.getLogger(__name__)
app = FastAPI()


@app.get("/orders")
def orders() -> None:
    logger.info("orders")
# --- Dockerfile
FROM python:3.12
CMD ["uvicorn", "app.main:app"]
# --- deploy.sh
gcloud run deploy orders --image orders
# --- .github/workflows/tests.yml
on: push
jobs:
  tests:
    runs-on: ubuntu-latest
    steps:
      - run: pytest
      - uses: actions/upload-artifact@v4
        with:
          name: report
          path: report
          retention-days: 30
# --- README.md
Orders  # expect: OBS006/suggestion "No page says where the logs of production go"
