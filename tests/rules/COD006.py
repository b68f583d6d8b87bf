# --- app/billing.py
import logging
from decimal import Decimal

logger = logging.getLogger(__name__)


def invoice_total(invoice, rate):  # expect: COD006 "are repeated, with other names or values, at `app/orders.py:4` and in 1 more place"
    total = Decimal(0)
    for line in invoice.lines:
        if line.taxable:
            total += line.price * line.quantity * (1 + rate)
        else:
            total += line.price * line.quantity
    if invoice.discount is not None:
        total -= total * invoice.discount.share
    logger.info("total of %s is %s", invoice.id, total)
    if total < 0:
        raise ValueError("a total is never negative")
    return total.quantize(Decimal("0.01"))


def void(invoice):
    invoice.status = "void"
    logger.info("voided %s", invoice.id)
# --- app/orders.py
from app.billing import Decimal, logger


def order_total(order, tax):
    amount = Decimal(0)
    for item in order.lines:
        if item.taxable:
            amount += item.price * item.quantity * (1 + tax)
        else:
            amount += item.price * item.quantity
    if order.discount is not None:
        amount -= amount * order.discount.share
    logger.info("sum of %s is %s", order.id, amount)
    if amount < 0:
        raise ValueError("an order's total is never negative")
    return amount.quantize(Decimal("0.001"))


def quote_total(quote, tax):
    amount = Decimal(0)
    for item in quote.lines:
        if item.taxable:
            amount += item.price * item.quantity * (1 + tax)
        else:
            amount += item.price * item.quantity
    if quote.discount is not None:
        amount -= amount * quote.discount.share
    logger.info("sum of %s is %s", quote.id, amount)
    if amount < 0:
        raise ValueError("a quote's total is never negative")
    return amount.quantize(Decimal("0.001"))


def weight_total(order, unit):
    # The same structure, but other attributes and functions: another computation.
    amount = Decimal(0)
    for item in order.parcels:
        if item.fragile:
            amount += item.weight * item.count * (1 + unit)
        else:
            amount += item.weight * item.count
    if order.packaging is not None:
        amount -= amount * order.packaging.tare
    logger.debug("weight of %s is %s", order.id, amount)
    if amount < 0:
        raise OverflowError("a weight is never negative")
    return amount.normalize(unit)
# --- app/schemas.py
from pydantic import BaseModel, Field


class OrderIn(BaseModel):
    """What a customer sends."""

    name: str = Field(min_length=1, max_length=80, description="The customer's name")
    street: str = Field(min_length=1, max_length=80, description="Street and number")
    city: str = Field(min_length=1, max_length=80, description="City")
    zip_code: str = Field(min_length=1, max_length=80, description="Postal code")
    country: str = Field(min_length=1, max_length=80, description="Country")
    phone: str = Field(min_length=1, max_length=80, description="Phone")
    fax: str = Field(min_length=1, max_length=80, description="Fax")
    note: str = Field(min_length=1, max_length=80, description="A note")


class OrderOut(BaseModel):
    """What a customer gets."""

    name: str = Field(min_length=1, max_length=80, description="The customer's name")
    street: str = Field(min_length=1, max_length=80, description="Street and number")
    city: str = Field(min_length=1, max_length=80, description="City")
    zip_code: str = Field(min_length=1, max_length=80, description="Postal code")
    country: str = Field(min_length=1, max_length=80, description="Country")
    phone: str = Field(min_length=1, max_length=80, description="Phone")
    fax: str = Field(min_length=1, max_length=80, description="Fax")
    note: str = Field(min_length=1, max_length=80, description="A note")
# --- alembic/versions/0001_first.py
from alembic import op
import sqlalchemy as sa


def upgrade():
    op.create_table("a", sa.Column("id", sa.Integer(), nullable=False), sa.Column("n", sa.String()))
    op.create_index("ix_a_n", "a", ["n"], unique=False)
    op.add_column("a", sa.Column("m", sa.String(), nullable=True))
    for name in ("x", "y"):
        op.execute(f"insert into a (n) values ('{name}')")
    if op.get_context().dialect.name == "sqlite":
        op.drop_column("a", "m")
    else:
        op.alter_column("a", "m", nullable=False)
    op.create_unique_constraint("uq_a_n", "a", ["n"])


def downgrade():
    op.create_table("a", sa.Column("id", sa.Integer(), nullable=False), sa.Column("n", sa.String()))
    op.create_index("ix_a_n", "a", ["n"], unique=False)
    op.add_column("a", sa.Column("m", sa.String(), nullable=True))
    for name in ("x", "y"):
        op.execute(f"insert into a (n) values ('{name}')")
    if op.get_context().dialect.name == "sqlite":
        op.drop_column("a", "m")
    else:
        op.alter_column("a", "m", nullable=False)
    op.create_unique_constraint("uq_a_n", "a", ["n"])
# --- tests/test_orders.py
from app.orders import order_total, quote_total


def test_order(client, order):
    response = client.post("/orders", json={"name": "a", "city": "b"})
    assert response.status_code == 201
    body = response.json()
    assert body["name"] == "a"
    assert body["city"] == "b"
    stored = client.get(f"/orders/{body['id']}")
    assert stored.status_code == 200
    assert stored.json() == body
    assert order_total(order, 0) == 0
    assert quote_total(order, 0) == 0


def test_quote(client, order):
    response = client.post("/quotes", json={"name": "c", "city": "d"})
    assert response.status_code == 201
    body = response.json()
    assert body["name"] == "c"
    assert body["city"] == "d"
    stored = client.get(f"/quotes/{body['id']}")
    assert stored.status_code == 200
    assert stored.json() == body
    assert order_total(order, 0) == 0
    assert quote_total(order, 0) == 0
