"""Prices and discounts."""

from decimal import Decimal

import pytest

from app.core.errors import NotFoundError
from app.models.order import OrderCreate, OrderLine
from app.services import pricing


@pytest.mark.parametrize(
    ("coupon", "quantity", "expected"),
    [
        (None, 1, "0.00"),
        ("WELCOME", 1, "10.00"),
        ("SUMMER", 1, "15.00"),
        ("B2B-7", 51, "10.00"),
        ("B2B-7", 101, "20.00"),
    ],
)
def test_discount(coupon: str | None, quantity: int, expected: str) -> None:
    taken_off = pricing.discount(Decimal(100), coupon, quantity, "DE", False, True)
    assert taken_off == Decimal(expected)


def test_unknown_article() -> None:
    with pytest.raises(NotFoundError):
        pricing.unit_price("NOPE-1")


def test_price_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(pricing._prices, "AB-12", Decimal("2.50"))
    lines = [OrderLine.model_construct(sku="AB-12", quantity=3)]
    priced = pricing.price_lines(OrderCreate.model_construct(lines=lines))
    assert pricing.total(priced) == Decimal("7.50")


async def test_prices_load_in_background() -> None:
    assert pricing.load_price_list() > 0
