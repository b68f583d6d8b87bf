# What a dependency looks up by the path answers 404 before the guard is asked.
# --- app/main.py
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPBearer

from app.shops import Shop, find, find_user

app = FastAPI()
bearer = HTTPBearer()


def get_user(token: Annotated[object, Depends(bearer)]) -> str:
    user = find_user(token)
    if user is None:
        raise HTTPException(401)
    return user


def get_shop(shop_id: int) -> Shop:
    shop = find(shop_id)
    if shop is None:
        raise HTTPException(404)
    return shop


@app.get("/shops/{shop_id}")
def read_shop(shop: Annotated[Shop, Depends(get_shop)], user: Annotated[str, Depends(get_user)]) -> None:  # expect: TST006 "from any of the 2" "status_code in (401, 403)`; in place of `{…}` stands something that exists."
    ...


@app.get("/shops")
def list_shops(user: Annotated[str, Depends(get_user)]) -> None: ...
# --- app/shops.py
class Shop: ...


def find(shop_id: int) -> Shop | None: ...
def find_user(token: object) -> str | None: ...
# --- tests/test_shops.py
from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


def test_shops() -> None:
    assert client.get("/shops", headers={"Authorization": "Bearer x"}).status_code == 200
