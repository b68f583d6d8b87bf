# --- app/main.py
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from firebase_admin import auth

app = FastAPI()
bearer = HTTPBearer()


def claimed_uid(x_user_id: Annotated[str, Header()]) -> str:  # expect: SEC059/review "`x-user-id` is whatever the client writes into the header; no ID token is verified (2 endpoints)"
    return x_user_id


def verified_uid(creds: Annotated[HTTPAuthorizationCredentials, Depends(bearer)]) -> str:
    try:
        return auth.verify_id_token(creds.credentials)["uid"]  # expect: SEC059/suggestion "`DELETE /c` and `DELETE /e` take tokens that have been revoked, as does all else that has this verification" "answer its `UserDisabledError` and `UserNotFoundError` with 401"
    except auth.InvalidIdTokenError as error:
        raise HTTPException(401) from error


def fresh_uid(creds: Annotated[HTTPAuthorizationCredentials, Depends(bearer)]) -> str:
    try:
        return auth.verify_id_token(creds.credentials, check_revoked=True)["uid"]
    except auth.InvalidIdTokenError as error:
        raise HTTPException(401) from error


@app.get("/a")
def a(uid: Annotated[str, Depends(claimed_uid)]) -> str:
    return uid


@app.get("/b")
def b(uid: Annotated[str, Depends(claimed_uid)]) -> str:
    return uid


@app.get("/c")
def c(uid: Annotated[str, Depends(verified_uid)]) -> str:
    return uid


@app.delete("/c")
def d(uid: Annotated[str, Depends(verified_uid)]) -> str:
    return uid


@app.delete("/e")
def e(uid: Annotated[str, Depends(verified_uid)]) -> str:
    return uid


@app.delete("/f")
def f(uid: Annotated[str, Depends(fresh_uid)], x_user_id: Annotated[str, Header()]) -> str:
    return uid + x_user_id


@app.get("/g")
def g(x_request_id: Annotated[str, Header()], user_id: int) -> str:
    return x_request_id + str(user_id)
