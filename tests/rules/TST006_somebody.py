# --- app/main.py
from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()


def get_user(authorization: str = Header()) -> str:
    if authorization != "me":
        raise HTTPException(401)
    return authorization


@app.get("/orders")
def list_orders(user: str = Depends(get_user)) -> list[str]:  # expect: TST006 "2 guarded" "each request with credentials that are wrong"
    return [user]


@app.get("/carts")
def list_carts(user: str = Depends(get_user)) -> list[str]:
    return [user]


# --- tests/test_orders.py
import requests


def test_orders(client_superuser) -> None:
    assert client_superuser.get("/orders").status_code == 200


def test_live() -> None:
    assert requests.get("/orders").status_code == 200
