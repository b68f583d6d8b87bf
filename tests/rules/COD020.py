# config: max-routes = 3
# --- shop/main.py
from fastapi import FastAPI

from shop import orders

app = FastAPI()  # expect: COD020/suggestion "`shop/main.py` makes the application and holds 4 of its handlers" "in a module of its own below `shop/routers/`"
app.include_router(orders.router)


@app.get("/main/0")
def read_0() -> None: ...


@app.get("/main/1")
def read_1() -> None: ...


@app.get("/main/2")
def read_2() -> None: ...


@app.get("/main/3")
def read_3() -> None: ...
# --- shop/__init__.py
# --- shop/orders.py
import sqlite3

from fastapi import APIRouter

router = APIRouter()


@router.get("/orders")
def orders() -> list:
    connection = sqlite3.connect("orders.db")
    return connection.execute("select 1").fetchall()  # expect: COD020 "3 handlers of this file speak to the database's driver themselves"


@router.get("/orders/open")
def open_orders() -> list:
    connection = sqlite3.connect("orders.db")
    return connection.execute("select 2").fetchall()


@router.get("/orders/late")
def late_orders() -> list:
    connection = sqlite3.connect("orders.db")
    return connection.execute("select 3").fetchall()


def helper() -> list:
    return sqlite3.connect("orders.db").execute("select 4").fetchall()
# --- shop/tests/test_orders.py
def test_orders() -> None:  # expect: COD020 "1 file of tests in the package that is served, `shop/`" "or leave them out of what is deployed"
    assert True
# --- shop/test_connection.py
class Connection:
    """No test, by its name only."""
# --- shop/test_by_hand.py
def test_it() -> None:
    print("works")


if __name__ == "__main__":
    test_it()
# --- tests/test_main.py
def test_main() -> None:
    assert True
