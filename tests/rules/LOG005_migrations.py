# What migrations configure is theirs.
# --- app/main.py
import logging

from fastapi import FastAPI

app = FastAPI()
logger = logging.getLogger(__name__)


@app.post("/invitations")
def invite(email: str) -> None:
    logger.info("inviting %s", email)  # expect: LOG005/warning "" "Python drops this record"
# --- app/alembic/env.py
from logging.config import fileConfig

fileConfig("alembic.ini")
