# Endpoints that work on what they are sent and on what everybody may read have nothing to guard.
# --- app/main.py
import asyncio
from http import HTTPStatus

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel

from app.checks import signed_in, staff
from app.rates import rate_of
from app.stock import STOCK, TABLE, restock, settings
from app.store import store

app = FastAPI()


class Conversion(BaseModel):
    amount: float
    to: str


@app.get("/rate/{currency}")
async def rate(currency: str) -> dict[str, float]:
    return {"rate": await rate_of(currency)}


@app.post("/conversion")
async def conversion(data: Conversion) -> dict[str, float]:
    output = {}
    for currency in data.to.split(","):
        output[currency.strip().upper()] = data.amount * await rate_of(currency.strip())
    return output


@app.get("/countries/{code}")
def country(code: str) -> str:
    if code not in TABLE:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return TABLE[code]


@app.get("/stock/{name}")  # expect: SEC050/review "GET /stock/{name}"
def stock(name: str) -> int:
    return STOCK[name]


@app.get("/limits/{name}")  # expect: SEC050/review "GET /limits/{name}"
def limit(name: str) -> str:
    return settings.limits


@app.post("/stock/{name}")  # expect: SEC050/review "POST /stock/{name}"
def put_stock(name: str, count: int) -> None:
    STOCK[name] = count


@app.post("/restocks/{name}")  # expect: SEC050/review "POST /restocks/{name}"
async def restocks(name: str) -> str:
    await asyncio.to_thread(restock, name)
    return name


@app.delete("/documents")  # expect: SEC050/review "DELETE /documents"
async def delete(name: str) -> bool:
    return await store.delete(name)


@app.get("/me", dependencies=[Depends(signed_in)])
def me() -> str:
    return "you"


@app.get("/us", dependencies=[Depends(signed_in)])
def us() -> str:
    return "us"


@app.get("/staff", dependencies=[Depends(staff)])
def staff_only() -> str:
    return "staff"
# --- app/upstream.py
import httpx
from fastapi import Depends, FastAPI

from app.checks import signed_in
from app.stock import settings

app = FastAPI()


@app.get("/me", dependencies=[Depends(signed_in)])
def me() -> str:
    return "you"


@app.get("/balance/{name}")  # expect: SEC050/review "GET /balance/{name}"
async def balance(name: str) -> str:
    async with httpx.AsyncClient(headers={"Authorization": settings.token}) as client:
        return (await client.get(f"https://bank.example/{name}")).text


@app.get("/mail/{name}")  # expect: SEC050/review "GET /mail/{name}"
async def mail(name: str) -> str:
    async with httpx.AsyncClient() as client:
        return (await client.post(f"https://mail.example/{name}")).text
# --- app/rates.py
import statistics

import httpx

from app.cache import cache

CURRENCIES = {"EUR": "Euro", "CHF": "Swiss Franc"}


async def fetch(currency: str) -> float:
    if currency not in CURRENCIES:
        raise ValueError(currency)
    async with httpx.AsyncClient(headers={"User-Agent": "shop"}) as client:
        answer = await client.get(f"https://rates.example/{currency}")
        answer.raise_for_status()
        return statistics.median([float(answer.json()["rate"])])


async def rate_of(currency: str) -> float:
    return await cache.save_result(lambda: fetch(currency), f"rate-{currency}")
# --- app/cache.py
class Cache:
    def __init__(self) -> None:
        self.values: dict[str, float] = {}

    async def save_result(self, func, key: str):
        if key not in self.values:
            self.values[key] = await func()
        return self.values[key]


cache = Cache()
# --- app/stock.py
from pydantic_settings import BaseSettings

TABLE = {"de": "Germany", "ch": "Switzerland"}
STOCK: dict[str, int] = {}


class Settings(BaseSettings):
    limits: str = ""
    token: str = ""


settings = Settings()


def restock(name: str) -> None:
    STOCK[name] = 10
# --- app/checks.py
from http import HTTPStatus

from fastapi import Header, HTTPException


def signed_in(authorization: str | None = Header(None)) -> str:
    if not authorization:
        raise HTTPException(HTTPStatus.UNAUTHORIZED)
    return verify(authorization)


def staff(authorization: str | None = Header(None)) -> str:
    if not authorization:
        raise HTTPException(HTTPStatus.UNAUTHORIZED)
    return verify(authorization)


def verify(authorization: str) -> str:
    if authorization != "Bearer 7f0d":
        raise HTTPException(HTTPStatus.FORBIDDEN)
    return "someone"
# --- app/store.py
from abc import ABC, abstractmethod


class Store(ABC):
    @abstractmethod
    async def delete(self, name: str) -> bool:
        """Removes a document."""
        raise NotImplementedError


store: Store = make_store()
