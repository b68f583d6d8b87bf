import logging

from fastapi import FastAPI

app = FastAPI()
logger = logging.getLogger(__name__)


@app.post("/invitations")
def invite(email: str) -> None:
    logger.info("inviting %s", email)  # expect: LOG005/warning "`email`" "Python drops this record"
    logger.warning("no room for %s", email)  # expect: LOG005/review
