# A package inside another project, with folders that have no __init__.py: its absolute imports of
# itself are resolved, and what a model is is a body. A class that is found nowhere is unknown.
# --- pyproject.toml
[project]
name = "all"
# --- services/server/shop/__init__.py
# --- services/server/shop/schemas/__init__.py
# --- services/server/shop/schemas/order.py
from pydantic import BaseModel


class Create(BaseModel):
    name: str
# --- services/server/shop/auth.py
from fastapi import HTTPException, Security
from fastapi.security import HTTPBearer


def current_user_id(token=Security(HTTPBearer(auto_error=False))) -> str:
    if token is None or token.credentials != "secret":
        raise HTTPException(403)
    return "x"
# --- services/server/shop/deps.py
from fastapi import Depends

from shop import auth


class Repository:
    def __init__(self, user: str) -> None:
        self.user = user


def repository(user: str = Depends(auth.current_user_id)) -> Repository:
    return Repository(user)
# --- services/server/shop/routes/orders.py
from fastapi import APIRouter, Depends
from shop import deps
from shop.nowhere import models
from shop.schemas import order as order_schema

router = APIRouter(prefix="/orders")


@router.post("/{number}")
def create(
    number: int,  # expect: API016 "`create` takes `number` without"
    request: order_schema.Create,
    repository: deps.Repository = Depends(deps.repository),
) -> None: ...


@router.put("/{number}")
def change(
    request: models.Change, repository: deps.Repository = Depends(deps.repository)
) -> None: ...
# --- services/server/main.py
from fastapi import FastAPI
from shop.routes import orders

app = FastAPI()
app.include_router(orders.router)
