# A guard that is a method is asked for by its object.
# --- app/main.py
from fastapi import Depends, FastAPI

from app.users import User, user_service

app = FastAPI()
orders: list[str] = []


@app.get("/me")
def me(user: User = Depends(user_service.current)) -> dict[str, str]:
    return {"name": user.name}


@app.delete("/me")
def leave(user: User = Depends(user_service.current)) -> None:
    user_service.remove(user)


@app.post("/orders")  # expect: SEC050/review "is open to everybody" "`dependencies=[Depends(user_service.current)]` here, which guards other endpoints (as at `app/main.py:"
def order(item: str) -> dict[str, str]:
    orders.append(item)
    return {"item": item}
# --- app/users.py
import os
import secrets

from fastapi import Header, HTTPException


class User:
    name: str = ""


class UserService:
    def current(self, authorization: str = Header()) -> User:
        if not secrets.compare_digest(authorization, os.environ["API_KEY"]):
            raise HTTPException(401)
        return User()

    def remove(self, user: User) -> None: ...


user_service = UserService()
