import logging
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException
from firebase_admin import auth

logger = logging.getLogger(__name__)
app = FastAPI()


def get_user(authorization: Annotated[str, Header()]) -> dict:  # expect: LOG020 "`get_user` refuses requests without a log record"
    try:
        return auth.verify_id_token(authorization)
    except ValueError as error:
        raise HTTPException(401) from error


@app.get("/orders")
def orders(user: Annotated[dict, Depends(get_user)]) -> str:
    logger.info("orders of %s", user["uid"])
    return user["uid"]
