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

# What a logger of any name gets goes on to the root logger's handlers ...
logging.getLogger("celery").addHandler(RotatingFileHandler("logs/celery.log"))
jobs = logging.getLogger("jobs")
jobs_file = RotatingFileHandler("logs/jobs.log")
jobs.addHandler(jobs_file)

# ... unless it is told to keep it.
audit = logging.getLogger("audit")
audit.propagate = False
audit.addHandler(RotatingFileHandler("logs/audit.log"))  # expect: DEP025 "audit.log"


def make_logger() -> logging.Logger:
    logger = logging.getLogger("shop")
    logger.propagate = False
    console = logging.StreamHandler()
    console.setLevel(logging.INFO)
    logger.addHandler(console)
    every = logging.FileHandler("logs/all.log")  # expect: DEP025 "all.log"
    every.setLevel(logging.DEBUG)
    logger.addHandler(every)
    errors = logging.FileHandler("logs/errors.log")
    errors.setLevel("ERROR")
    logger.addHandler(errors)
    other = logging.FileHandler("logs/other.log")  # expect: DEP025 "other.log"
    rest = logging.getLogger("other")
    rest.propagate = False
    rest.addHandler(other)
    return logger


LOGGER = make_logger()
app = FastAPI()


@app.get("/")
def root() -> None:
    return None
