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
# --- README.md
The documentation is at https://docs.orders.dev
