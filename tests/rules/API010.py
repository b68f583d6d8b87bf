# --- app/main.py
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer

from app.own import Keeper, Permission
from app.tokens import decode

app = FastAPI()  # expect: API010 "2 secured operations do not document 401: `GET /mine`"
single = FastAPI()  # expect: API010 "1 secured operation does not document 401: `GET /one`"
kept = FastAPI()  # expect: API010 "1 secured operation does not document 401: `GET /kept`"
keeper = Keeper()
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


@app.get("/own", responses={401: {}})
def own(user: Annotated[str, Depends(Permission())]) -> str:
    return user


@kept.get("/kept")
def keep(user: Annotated[str, Depends(keeper)]) -> str:
    return user


@single.get("/one")
def one(token: Annotated[str, Depends(oauth2)]) -> str:
    return token


app.include_router(orders)  # expect: API010/warning "2 secured operations do not document 401: `GET /orders/` and `POST /orders/`"
app.include_router(items, responses={401: {"description": "Not authenticated"}})

# --- app/own.py
from fastapi import HTTPException, Request
from fastapi.security import APIKeyHeader, HTTPBearer


class Permission(APIKeyHeader):
    def __init__(self) -> None:
        super().__init__(name="Authorization")

    async def __call__(self, request: Request) -> str:
        if "authorization" not in request.headers:
            raise HTTPException(status_code=401)
        return "somebody"


class Keeper(HTTPBearer):
    async def __call__(self, request: Request) -> str:
        credentials = await super().__call__(request)
        return credentials.credentials


# --- app/tokens.py
def decode(token: str | None) -> str: ...
