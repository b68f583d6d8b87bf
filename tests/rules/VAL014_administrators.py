# --- app/main.py
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel
from pydantic_settings import BaseSettings

app = FastAPI()


class User(BaseModel):
    role: str


def current_user(token: str) -> User:
    if token != "1":
        raise HTTPException(401)
    return User(role="admin")


def get_admin_user(user: Annotated[User, Depends(current_user)]) -> User:
    if user.role != "admin":
        raise HTTPException(403)
    return user


class Config(BaseModel):
    client_secret: str  # expect: VAL014/warning "`Config.client_secret` is in the response of `GET /admin/config`"


class Mail(BaseModel):
    smtp_password: str  # expect: VAL014/review


class Account(BaseModel):
    hashed_password: str  # expect: VAL014/critical


class Settings(BaseSettings):
    jwt_secret: str = ""  # expect: VAL014/review


@app.get("/admin/settings", response_model=Settings)
def settings(user: Annotated[User, Depends(get_admin_user)]): ...


@app.get("/admin/config", response_model=Config)
def config(user: Annotated[User, Depends(get_admin_user)]): ...


@app.get("/mail", response_model=Mail)
def mail(user: Annotated[User, Depends(current_user)]): ...


@app.get("/admin/accounts", response_model=list[Account])
def accounts(user: Annotated[User, Depends(get_admin_user)]): ...
