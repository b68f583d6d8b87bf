# A token that was refused where it is logged, and one of which that is not known.
import logging

from fastapi import FastAPI
from firebase_admin import auth

app = FastAPI()
logger = logging.getLogger(__name__)


@app.get("/refused")
def refused(access_token: str) -> str:
    try:
        return auth.verify_id_token(access_token)["uid"]
    except (ValueError, auth.InvalidIdTokenError):
        logger.warning("refused %s", access_token)  # expect: LOG004/warning "is written to the log" "It was refused here"
        raise


@app.get("/perhaps")
def perhaps(access_token: str) -> str:
    try:
        return auth.verify_id_token(access_token)["uid"]
    except Exception:
        logger.warning("refused %s", access_token)  # expect: LOG004/critical "is written to the log"
        raise
