# Probe 16: names that sound like secrets, and are none.
import logging
from enum import Enum

from fastapi import FastAPI, Request
from pydantic import BaseModel

app = FastAPI()
logger = logging.getLogger(__name__)
TOKEN_URL = "/api/v1/login"
SECRET_NAME = "projects/p/secrets/db-password"


class Grant(str, Enum):
    PASSWORD = "password"
    CLIENT_SECRET = "client_secret"


class Token(BaseModel):
    token_type: str = "bearer"
    expires_in: int
    max_tokens: int
    next_token: str | None = None
    has_password: bool = False
    password_changed_at: str = ""
    public_key: str = ""
    token_hash: str = ""


class PasswordError(Exception):
    pass


@app.post("/token")
async def token(body: Token, request: Request, grant: Grant, answer: dict) -> None:
    logger.info("%s", body)
    logger.info("%s", body.model_dump())
    logger.info("%s %s %s", body.token_type, body.expires_in, body.next_token)
    logger.info("%s %s", TOKEN_URL, SECRET_NAME)
    logger.info("%s %s", grant, Grant.CLIENT_SECRET)
    logger.info("%s %s", answer.get("NextToken"), answer["token_type"])
    logger.info("tokens: %s of %s", answer["prompt_tokens"], answer["max_tokens"])
    logger.info("password changed, token sent, secret rotated")
    logger.info("%s: invalid password", PasswordError.__name__)
    logger.info("token_id=%s secret_id=%s", answer["token_id"], answer["secret_id"])
    logger.info("keys: %s", list(answer.keys()))
