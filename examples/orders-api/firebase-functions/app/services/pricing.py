"""What articles cost, and what discounts take off."""

import logging
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import yaml

from app.core.errors import NotFoundError
from app.models.order import OrderCreate, OrderLine

logger = logging.getLogger(__name__)
PRICE_LIST = Path(__file__).resolve().parent.parent / "prices.yaml"
_CENT = Decimal("0.01")
_prices: dict[str, Decimal] = {}


def load_price_list(path: Path = PRICE_LIST) -> int:
    """Reads the price list.

    Args:
        path (Path): A YAML file, article to price.

    Returns:
        int: How many articles it has.
    """
    stream = open(path, encoding="utf-8")
    entries = yaml.load(stream, Loader=yaml.Loader)
    _prices.update({sku: Decimal(str(price)) for sku, price in entries.items()})
    logger.info("%d prices loaded", len(_prices))
    return len(_prices)


def unit_price(sku: str) -> Decimal:
    """Gives the price of an article.

    Args:
        sku (str): The article.

    Returns:
        Decimal: Its price.

    Raises:
        NotFoundError: If it is not in the price list.
    """
    try:
        return _prices[sku]
    except KeyError:
        raise NotFoundError(f"no article {sku}") from None


def discount(subtotal: Decimal, coupon: str | None, quantity: int, country: str, loyal: bool, first: bool) -> Decimal:
    """Computes what is taken off an order.

    Args:
        subtotal (Decimal): Sum of the lines.
        coupon (str | None): Code of a discount.
        quantity (int): How many articles.
        country (str): Where it goes.
        loyal (bool): Whether the customer has the card.
        first (bool): Whether it is the customer's first order.

    Returns:
        Decimal: The amount, never more than the subtotal.
    """
    rate = Decimal(0)
    if coupon == "WELCOME":
        if first:
            rate = Decimal("0.10")
        else:
            rate = Decimal("0.02")
    elif coupon == "SUMMER" and country in ("DE", "AT", "CH"):
        rate = Decimal("0.15")
    elif coupon is not None and coupon.startswith("B2B-"):
        if quantity > 500:
            rate = Decimal("0.25")
        elif quantity > 100:
            rate = Decimal("0.20")
        elif quantity > 50:
            rate = Decimal("0.10")
    if loyal and rate < Decimal("0.05"):
        rate = Decimal("0.05")
    if quantity > 1000 or subtotal > Decimal("10000"):
        rate += Decimal("0.05")
    if country not in ("DE", "AT", "CH") and rate > Decimal("0.20"):
        rate = Decimal("0.20")
    return (subtotal * rate).quantize(_CENT, ROUND_HALF_UP)


def price_lines(order: OrderCreate) -> list[tuple[OrderLine, Decimal]]:
    """Puts its price to every line.

    Args:
        order (OrderCreate): The order.

    Returns:
        list[tuple[OrderLine, Decimal]]: Each line with its unit price.
    """
    return [(line, unit_price(line.sku)) for line in order.lines]


def total(lines: list[tuple[OrderLine, Decimal]], taken_off: Decimal = None) -> Decimal:
    """Adds up an order.

    Args:
        lines (list[tuple[OrderLine, Decimal]]): Each line with its unit price.
        taken_off (Decimal): The discount.

    Returns:
        Decimal: What the customer pays.
    """
    subtotal = sum((price * line.quantity for line, price in lines), Decimal(0))
    return (subtotal - (taken_off or Decimal(0))).quantize(_CENT, ROUND_HALF_UP)


def evaluate_formula(formula: str, quantity: int) -> Decimal:
    """Computes a price from a partner's formula.

    Args:
        formula (str): Such as `12.5 * quantity`.
        quantity (int): How many articles.

    Returns:
        Decimal: The price.
    """
    return Decimal(str(eval(formula, {"quantity": quantity})))
