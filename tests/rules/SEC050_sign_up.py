# The only way to an account is a registration, whatever it is called.
# --- app/main.py
from fastapi import FastAPI

from app.users import router

app = FastAPI()
app.include_router(router)
# --- app/users.py
from typing import Annotated

import jwt
from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer
from pydantic import BaseModel

router = APIRouter()


class NewUser(BaseModel):
    email: str
    password_hash: str


def current_user(token: Annotated[str, Depends(OAuth2PasswordBearer(tokenUrl="login"))]) -> dict:
    try:
        return jwt.decode(token, KEY, algorithms=["HS256"])
    except jwt.PyJWTError as error:
        raise HTTPException(401) from error


@router.post("/login")
def log_in(email: str, password: str) -> str:
    return token_for(email, password)


@router.post("/users/")
def create_user(body: NewUser) -> str:
    return save(body)


@router.get("/users/{user_id}")  # expect: SEC050/review
def read_user(user_id: int) -> str:
    return load(user_id)


@router.post("/users/{user_id}/orders")  # expect: SEC050/review
def create_order(user_id: int, body: NewUser) -> str:
    return save(user_id, body)


@router.post("/auth/verify-email")
def confirm_address(body: NewUser) -> str:
    return save(body)


@router.get("/auth/password-reset/validate/{token}")
def check_link(token: str) -> str:
    return load(token)


@router.post("/auth/magic-link")
def send_link(body: NewUser) -> str:
    return save(body)


@router.post("/auth/google")
def google_login(body: NewUser) -> str:
    return save(body)


@router.post("/orders/verify-email")  # expect: SEC050/review
def verify_order(body: NewUser) -> str:
    return save(body)


@router.delete("/users", dependencies=[Depends(current_user)])
def delete_user() -> str:
    return load(1)


# --- shop/main.py
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class NewStaff(BaseModel):
    email: str
    password: str
    is_admin: bool = False


@app.post("/login")
def log_in(email: str, password: str) -> str:
    return token_for(email, password)


@app.post("/users")  # expect: SEC050/review
def create_staff(body: NewStaff) -> str:
    return save(body)
