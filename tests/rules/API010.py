# --- app/main.py
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer

from app.tokens import decode

app = FastAPI()  # expect: API010 "2 secured operations do not document 401: `GET /mine`"
single = FastAPI()  # expect: API010 "1 secured operation does not document 401: `GET /one`"
oauth2 = OAuth2PasswordBearer(tokenUrl="login")
soft = OAuth2PasswordBearer(tokenUrl="login", auto_error=False)
orders = APIRouter(prefix="/orders", dependencies=[Depends(oauth2)])
items = APIRouter(prefix="/items", dependencies=[Depends(oauth2)])


@orders.get("/")
def list_orders() -> list[str]:
    return []


@orders.post("/")
def create_order() -> str:
    return "created"


@items.get("/")
def list_items() -> list[str]:
    return []


@app.get("/mine")
def mine(token: Annotated[str, Depends(oauth2)]) -> str:
    return token


@app.get("/also")
def also(token: Annotated[str, Depends(oauth2)]) -> str:
    return token


@app.get("/soft")
def softly(token: Annotated[str | None, Depends(soft)]) -> str:
    return decode(token)


@single.get("/one")
def one(token: Annotated[str, Depends(oauth2)]) -> str:
    return token


app.include_router(orders)  # expect: API010/warning "2 secured operations do not document 401: `GET /orders/`, …"
app.include_router(items, responses={401: {"description": "Not authenticated"}})

# --- app/tokens.py
def decode(token: str | None) -> str: ...
