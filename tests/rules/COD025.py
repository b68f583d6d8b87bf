# config: max-lines = 15
import httpx
from fastapi import FastAPI
from sqlalchemy.orm import Session

app = FastAPI()
session = Session()


@app.post("/a")
def a(item: str, amount: int) -> int:  # expect: COD025 "The endpoint `a` queries, calls another service and decides 7 times in 19 lines"
    """Does it."""
    price = 0
    row = session.get(dict, item)
    print(row)
    if amount > 1:
        price = 1
    if amount > 2:
        price = 2
    if amount > 3:
        price = 3
    if amount > 4:
        price = 4
    if amount > 5:
        price = 5
    if amount > 6:
        price = 6
    if amount > 7:
        price = 7
    httpx.post("https://payments.test", timeout=5)
    return price


@app.post("/b")
def b(item: str, amount: int) -> int:
    """Does it."""
    price = 0
    row = session.get(dict, item)
    print(row)
    if amount > 1:
        price = 1
    if amount > 2:
        price = 2
    if amount > 3:
        price = 3
    if amount > 4:
        price = 4
    if amount > 5:
        price = 5
    if amount > 6:
        price = 6
    if amount > 7:
        price = 7
    print(price)
    return price


@app.post("/c")
def c(item: str, amount: int) -> int:
    """Does it."""
    price = 0
    row = item
    print(row)
    if amount > 1:
        price = 1
    if amount > 2:
        price = 2
    if amount > 3:
        price = 3
    if amount > 4:
        price = 4
    if amount > 5:
        price = 5
    if amount > 6:
        price = 6
    if amount > 7:
        price = 7
    httpx.post("https://payments.test", timeout=5)
    return price


@app.post("/d")
def d(item: str) -> int:
    row = session.get(dict, item)
    if row:
        httpx.post("https://payments.test", timeout=5)
    return 1
