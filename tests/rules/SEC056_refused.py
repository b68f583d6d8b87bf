# Who verifies gets errors that somebody has to answer.
# --- app/security.py
import jwt
from jose import JWTError
from jose import jwt as jose_jwt


def uid_of(token: str) -> str:
    return jwt.decode(token, options={"verify_signature": False})["sub"]  # expect: SEC056 "without verifying" "Catch `jwt.InvalidTokenError`, which it raises for a forged token, and answer 401: nothing here catches it"


def jose_uid_of(token: str) -> str:
    return jose_jwt.get_unverified_claims(token)["sub"]  # expect: SEC056 "without verifying" "Catch `jose.JWTError`"


def caught_here(token: str) -> str | None:
    try:
        return jwt.decode(token, options={"verify_signature": False})["sub"]  # expect: SEC056 "without verifying"
    except jwt.PyJWTError:
        return None


def caught_there(token: str) -> str:
    return jwt.decode(token, options={"verify_signature": False})["sub"]  # expect: SEC056 "without verifying"


def called_by_nobody_seen(token: str) -> str:
    return jwt.decode(token, options={"verify_signature": False})["sub"]  # expect: SEC056 "without verifying"
# --- app/main.py
import jwt
from fastapi import FastAPI, Header, HTTPException

from app.security import caught_here, caught_there, jose_uid_of, uid_of

app = FastAPI()


@app.get("/partners")
def partners(token: str = Header()) -> str:
    try:
        found = caught_there(token)
    except jwt.InvalidTokenError as error:
        raise HTTPException(401) from error
    return uid_of(token) + jose_uid_of(token) + (caught_here(token) or found)
