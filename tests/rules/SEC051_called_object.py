# A dependency that hands the request to an object of the repository is refused where that refuses.
# --- app/main.py
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import Depends, FastAPI, HTTPException, Request, Security
from fastapi.security import APIKeyHeader, OAuth2PasswordBearer

from app.store import settings, user_of_key, user_of_name

app = FastAPI()
key_header = APIKeyHeader(name="X-API-KEY", auto_error=False)
bearer = OAuth2PasswordBearer(tokenUrl="login", auto_error=False)


class KeyChecker:
    def __init__(self, key: str | None = None) -> None:
        self._key = key

    def _value(self, request: Request) -> str:
        value = self._key if self._key else request.headers.get("X-API-KEY")
        if not value:
            raise HTTPException(status_code=HTTPStatus.UNAUTHORIZED, detail="No key.")
        return value

    async def __call__(self, request: Request) -> str:
        user = await user_of_key(self._value(request))
        if not user:
            raise HTTPException(status_code=HTTPStatus.NOT_FOUND, detail="No such key.")
        return user


class Looker:
    async def __call__(self, request: Request) -> str:
        return request.headers.get("X-API-KEY")


async def require_key(request: Request, key: str = Security(key_header)) -> str:
    check: KeyChecker = KeyChecker(key)
    return await check(request)


async def look(request: Request, key: str = Security(key_header)) -> str:  # expect: SEC051
    check = Looker()
    return await check(request)


async def account(
    token: Annotated[str | None, Depends(bearer)],
    usr: UUID | None = None,
) -> str:
    if token:
        user = await user_of_key(token)
    elif usr and settings.is_allowed("by-id"):
        user = await user_of_name(usr.hex)
    else:
        raise HTTPException(HTTPStatus.UNAUTHORIZED, "Missing user or token.")
    if not user:
        raise HTTPException(HTTPStatus.UNAUTHORIZED, "User not found.")
    return user


@app.get("/wallet", dependencies=[Depends(require_key)])
def wallet() -> str:
    return balance()


@app.get("/payments", dependencies=[Depends(look)])
def payments() -> str:
    return balance()


@app.get("/users", include_in_schema=False)
def page(user: str = Depends(account)) -> str:
    return balance()
# --- app/store.py
class Settings:
    methods: list[str] = ["by-id"]

    def is_allowed(self, method: str) -> bool:
        return method in self.methods


settings = Settings()


async def user_of_key(key: str) -> str | None:
    return await fetch("select name from users where key = ?", key)


async def user_of_name(name: str) -> str | None:
    return await fetch("select name from users where id = ?", name)
