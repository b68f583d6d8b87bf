# --- app/main.py
import logging
from typing import Annotated

from fastapi import Depends, FastAPI, Form, Header, HTTPException
from fastapi.security import OAuth2PasswordRequestForm

from app.users import User, check_password, find

logger = logging.getLogger(__name__)
app = FastAPI()


@app.post("/login")
def login(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> str:  # expect: LOG020/warning "accept or refuse a password or token without a log record"
    user = check_password(form.username, form.password)
    if user is None:
        raise HTTPException(400, "Wrong name or password")
    return user.name


@app.post("/otp")
def one_time_code(code: Annotated[str, Form()]) -> str:
    if not find(code):
        raise HTTPException(401)
    return code


def get_user(authorization: Annotated[str, Header()]) -> User:
    user = find(authorization)
    if user is None:
        raise HTTPException(401)
    return user


@app.get("/orders")
def orders(user: Annotated[User, Depends(get_user)]) -> str:
    logger.info("orders of %s", user.name)
    return user.name


# --- app/users.py
class User:
    name: str


def check_password(name: str, password: str) -> User | None: ...


def find(token: str) -> User | None: ...
