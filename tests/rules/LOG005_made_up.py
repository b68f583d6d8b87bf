import logging

from fastapi import FastAPI

logging.basicConfig(level="INFO")
logger = logging.getLogger(__name__)
app = FastAPI()
ACCOUNT = "service"


@app.post("/accounts")
def create(email: str, taken: bool) -> None:
    user_email = email
    if taken:
        user_email = f"{ACCOUNT}@default.local"
        logger.warning("the address is taken, using %s", user_email)
    logger.info("created for %s", user_email)  # expect: LOG005/review
