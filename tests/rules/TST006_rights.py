# Guards that ask for more than a signed-in user: who comes without credentials does not try that.
# --- app/deps.py
from typing import Annotated

from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

from app.users import User, find

oauth2 = OAuth2PasswordBearer(tokenUrl="/login")


def get_token(header: Annotated[str, Depends(oauth2)]) -> str:
    if not header.startswith("v1."):
        raise HTTPException(403)
    return header[3:]


def get_user(token: Annotated[str, Depends(get_token)]) -> User:
    user = find(token)
    if user is None:
        raise HTTPException(403)
    return user


def get_active_user(user: Annotated[User, Depends(get_user)]) -> User:
    if not user.is_active:
        raise HTTPException(403)
    return user


def get_administrator(user: Annotated[User, Depends(get_active_user)]) -> User:
    if not user.is_admin:
        raise HTTPException(403)
    return user


def get_teacher(user: Annotated[User, Depends(get_active_user)]) -> User:
    if not user.teaches:
        raise HTTPException(403)
    return user
# --- app/users.py
class User:
    is_active: bool
    is_admin: bool
    teaches: bool


def find(token: str) -> User | None: ...
# --- app/main.py
from typing import Annotated

from fastapi import Depends, FastAPI

from app.deps import get_active_user, get_administrator, get_teacher
from app.users import User

app = FastAPI()


@app.get("/me")
def read_me(user: Annotated[User, Depends(get_active_user)]) -> None:  # expect: TST006 "from any of the 4 guarded endpoints" "`assert client.request(method, path).status_code in (401, 403)`. `GET /users/{user_id}` and `POST /classes` ask for more than a signed-in user: call each once more as a user who lacks that, and expect 403."
    ...


@app.get("/users/{user_id}", dependencies=[Depends(get_administrator)])
def read_user(user_id: int) -> None: ...


@app.post("/classes", dependencies=[Depends(get_teacher)])
def create_class(name: str) -> None: ...


@app.delete("/me")
def delete_me(user: Annotated[User, Depends(get_active_user)]) -> None: ...
# --- tests/test_me.py
from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


def test_me() -> None:
    assert client.get("/me", headers={"Authorization": "Bearer x"}).status_code == 200
