"""The order endpoints."""

import time
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from fastapi.testclient import TestClient

from app.core.errors import NotFoundError
from app.models.customer import Customer
from app.models.order import Order
from app.repositories import orders as orders_repository


def make_order(customer_id: int) -> Order:
    """Makes an order of a customer."""
    return Order(
        id=17,
        customer_id=customer_id,
        status="new",
        currency="EUR",
        total=Decimal("12.50"),
        created_at=datetime(2026, 1, 3, tzinfo=UTC),
    )


def test_own_order_is_given(
    client: TestClient, customer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orders_repository, "get", lambda order_id: make_order(customer.id))
    response = client.get("/orders/17")
    assert response.status_code == 200
    assert response.json()["total"] == "12.50"


def test_other_peoples_orders_are_hidden(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orders_repository, "get", lambda order_id: make_order(2))
    assert client.get("/orders/17").status_code == 404


def test_unknown_order(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(order_id: int) -> Order:
        raise NotFoundError(f"no order {order_id}")

    monkeypatch.setattr(orders_repository, "get", fail)
    assert client.get("/orders/1").status_code == 404


def test_orders_are_listed(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(orders_repository, "list_of_customer", lambda *_: [make_order(1)])
    time.sleep(0.05)
    assert [order["id"] for order in client.get("/orders").json()] == [17]
