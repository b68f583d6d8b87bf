# --- app/main.py
from typing import Annotated

from fastapi import FastAPI, Header, HTTPException
from pydantic import BaseModel

app = FastAPI()


class Order(BaseModel):
    amount: int


@app.get("/orders/{order_id}")
def read_order(order_id: int) -> int:
    if order_id < 1:
        raise HTTPException(404)
    return order_id


@app.post("/orders")
def create_order(order: Order) -> int:  # expect: TST005/warning "of 2 of 7 tested endpoints that need input or raise such errors other than 401 and 403: `POST /orders` and `PATCH /orders/{order_id}`"
    return order.amount


@app.put("/orders/{order_id}")
def change_order(order_id: int, order: Order) -> int:
    return order.amount


@app.delete("/orders/{order_id}")
def delete_order(order_id: int) -> int:
    return order_id


@app.patch("/orders/{order_id}")
def patch_order(order_id: int) -> int:
    return order_id


@app.get("/carts/{cart_id}")
def read_cart(cart_id: int) -> int:
    return cart_id


@app.get("/helped/{order_id}")
def helped(order_id: int) -> int:
    return order_id


@app.get("/orders")
def list_orders(limit: int = 10, offset: int = 0) -> list[int]:
    return []


@app.get("/status")
def status() -> str:
    return "up"


@app.get("/greetings/{name}")
def greet(name: str) -> str:
    return "hello " + name


@app.get("/untested/{name}")
def untested(name: str) -> str:
    return name


# --- tests/test_orders.py
import pytest
from fastapi import status
from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


def check(response, expected_status: int) -> None:
    assert response.status_code == expected_status


def test_order() -> None:
    assert client.get("/orders/1").status_code == 200


def test_create() -> None:
    assert client.post("/orders", json={"amount": 1}).status_code == 200


def test_no_order() -> None:
    assert client.get("/orders/0").status_code == 404


def test_change() -> None:
    assert client.put("/orders/1", json={"amount": 1}).status_code == 200


@pytest.mark.parametrize("amount, expected", [("x", 422), (1, 200)])
def test_amounts(amount: str, expected: int) -> None:
    assert client.put("/orders/1", json={"amount": amount}).status_code == expected


def test_delete() -> None:
    response = client.delete("/orders/x")
    assert response.status_code == status.HTTP_422_UNPROCESSABLE_ENTITY


def test_cart_not_found() -> None:
    client.get("/carts/0").raise_for_status()


def test_patch() -> None:
    client.patch("/orders/1")


def test_helped() -> None:
    check(client.get("/helped/x"), 422)


def test_list() -> None:
    assert client.get("/orders").status_code == 200


def test_greeting() -> None:
    assert client.get("/greetings/x").status_code == 200


def test_status() -> None:
    assert client.get("/status").status_code == 200
