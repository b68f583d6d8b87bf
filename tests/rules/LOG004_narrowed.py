# What is left of a value after `isinstance(…, str)`, hashes under neutral names, names of claims.
import hashlib
import logging

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
logger = logging.getLogger(__name__)


class Login(BaseModel):
    access_token: str


class Key:
    def __init__(self, api_key: str) -> None:
        self.token = hashlib.sha256(api_key.encode()).hexdigest()


class Session:
    def __init__(self, token: str) -> None:
        self.token = token


def encrypt(value: str):
    if isinstance(value, str):
        return value[::-1]
    logger.info("no text: %s", value)
    return value


def encode(value: str):
    if not isinstance(value, bytes):
        logger.info("no bytes: %s", value)  # expect: LOG004/review
    if isinstance(value, str):
        value = value.strip()
    return value


@app.post("/login")
def login(data: Login) -> None:
    encrypt(data.access_token)
    encode(data.model_dump_json())


def revoke(key: Key, session: Session, claims_token: str) -> None:
    logger.info("revoked %s", key.token)
    logger.info("ended %s", session.token)  # expect: LOG004/review
    logger.info("no group in %s", claims_token)
