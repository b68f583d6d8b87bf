# rules: SEC051
# A session that refuses requests without a tenant stands before the check of the token.
# --- app/main.py
from fastapi import Depends, FastAPI, Request

from app.db import get_session

app = FastAPI()


class AuthError(Exception):
    def __init__(self, status_code: int) -> None:
        self.status_code = status_code


def get_tokens(session=Depends(get_session)):
    return Tokens(session)


def verify_token(request: Request, tokens=Depends(get_tokens)):
    header = request.headers.get("Authorization")
    if not header:
        raise AuthError(401)
    token = tokens.find(header)
    if not token:
        raise AuthError(401)
    return token


@app.get("/users", dependencies=[Depends(verify_token)])
def users() -> list[str]:
    return load("users")


@app.post("/users")  # expect: SEC050
def create(name: str, session=Depends(get_session)) -> None:
    session.add(name)
# --- app/db.py
from fastapi import HTTPException

from app.context import current_tenant


def get_session():
    tenant = current_tenant()
    if tenant == "default":
        raise HTTPException(401, "sign in")
    with session_of(tenant) as session:
        yield session
