# What only administrators' endpoints call tells administrators only.
# --- app/main.py
from fastapi import APIRouter, Depends, FastAPI

from app.guard import get_admin_user, get_user
from app.helpers import for_all, load

app = FastAPI()
router = APIRouter()


@router.post("/functions", dependencies=[Depends(get_admin_user)])
def create(text: str) -> None:
    load(text)
    for_all(text)


@router.put("/functions", dependencies=[Depends(get_admin_user)])
def update(text: str) -> None:
    load(text)


@router.post("/notes", dependencies=[Depends(get_user)])
def note(text: str) -> None:
    for_all(text)


app.include_router(router)
# --- app/helpers.py
from fastapi import HTTPException


def load(text: str) -> None:
    try:
        exec(text)
    except Exception as e:
        raise HTTPException(400, detail=str(e)) from e  # expect: SEC088/warning


def for_all(text: str) -> None:
    try:
        open(text)
    except Exception as e:
        raise HTTPException(400, detail=str(e)) from e  # expect: SEC088/critical
# --- app/guard.py
from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

scheme = OAuth2PasswordBearer(tokenUrl="/token")


class User:
    role = "user"


def get_user(token: str = Depends(scheme)) -> User:
    if not token.startswith("x"):
        raise HTTPException(401)
    return User()


def get_admin_user(user: User = Depends(get_user)) -> User:
    if user.role != "admin":
        raise HTTPException(403)
    return user
