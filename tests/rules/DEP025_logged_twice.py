# The container's own log has the records as well.
# --- Dockerfile
FROM python:3.12-slim
WORKDIR /app
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
# --- main.py
import logging
from logging.handlers import RotatingFileHandler

from fastapi import FastAPI

logging.basicConfig(level=logging.INFO)
logging.getLogger().addHandler(RotatingFileHandler("logs/app.log"))

# Another log, which nothing else has.
logging.getLogger("audit").addHandler(RotatingFileHandler("logs/audit.log"))  # expect: DEP025 "audit.log"

app = FastAPI()


@app.get("/")
def root() -> None:
    return None
