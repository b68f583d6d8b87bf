# --- app/main.py
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Security
from fastapi.security import SecurityScopes

from app.users import User, find, remove

app = FastAPI()
orders = APIRouter(prefix="/orders")
notes = APIRouter(prefix="/notes")


def get_user(authorization: Annotated[str, Header()]) -> User:
    user = find(authorization)
    if user is None:
        raise HTTPException(401)
    return user


def require(role: str):
    def check(user: Annotated[User, Depends(get_user)]) -> User:
        if user.role != role:
            raise HTTPException(403)
        return user

    return check


CurrentUser = Annotated[User, Depends(get_user)]


@app.delete("/admin/users/{name}")  # expect: SEC054/review "everybody with an account can use it"
def delete_user(name: str, user: CurrentUser) -> str:
    return remove(name)


@app.get("/reports", tags=["admin"])  # expect: SEC054
def reports(user: CurrentUser) -> str:
    return "report"


@app.delete("/admin/items/{name}", dependencies=[Depends(require("admin"))])
def delete_item(name: str) -> str:
    return remove(name)


@app.put("/admin/items/{name}")
def change_item(name: str, user: CurrentUser) -> str:
    if not user.is_superuser:
        raise HTTPException(403)
    return remove(name)


@app.get("/admin/me")
def own(user: CurrentUser) -> str:
    return user.name


@orders.post("/{order}/lines", dependencies=[Depends(require("seller"))])
def create(order: str) -> str:
    return "created"


@orders.put("/{order}", dependencies=[Depends(require("seller"))])
def change(order: str) -> str:
    return order


@orders.patch("/{order}", dependencies=[Security(get_user, scopes=["orders:write"])])
def patch(order: str) -> str:
    return order


@orders.delete("/{order}", dependencies=[Depends(get_user)])  # expect: SEC054 "3 of 4 endpoints of this router that change one thing do"
def delete(order: str) -> str:
    return remove(order)


@orders.get("/{order}")
def read(order: str, user: CurrentUser) -> str:
    return order


@notes.post("/")
def create_note(user: CurrentUser) -> str:
    return "created"


@notes.delete("/{note}", dependencies=[Depends(require("seller"))])
def delete_note(note: str) -> str:
    return remove(note)


app.include_router(orders)
app.include_router(notes)

# --- app/users.py
class User:
    name: str
    role: str
    is_superuser: bool


def find(key: str) -> User | None: ...


def remove(name: str) -> str: ...
