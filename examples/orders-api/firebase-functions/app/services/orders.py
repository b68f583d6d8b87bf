"""Placing, cancelling and shipping orders."""

import logging

from app.core.errors import ConflictError
from app.db import events
from app.models.common import OrderStatus
from app.models.customer import Customer
from app.models.order import Order, OrderCreate
from app.repositories import orders as orders_repository
from app.services import payments, pricing

logger = logging.getLogger(__name__)


def place(order: OrderCreate, customer: Customer) -> Order:
    """Places an order.

    Args:
        order (OrderCreate): What is ordered.
        customer (Customer): Who orders.

    Returns:
        Order: The order as stored.
    """
    lines = pricing.price_lines(order)
    quantity = sum(line.quantity for line in order.lines)
    subtotal = pricing.total(lines)
    taken_off = pricing.discount(subtotal, order.coupon, quantity, "DE", False, False)
    placed = orders_repository.insert(
        customer.id, order.currency, pricing.total(lines, taken_off), lines
    )
    announce(placed, customer)
    logger.info("order %d placed", placed.id)
    return placed


def cancel(order: Order, customer: Customer) -> Order:
    """Cancels an order and gives its money back.

    Args:
        order (Order): The order.
        customer (Customer): Whose order it is.

    Returns:
        Order: The order afterwards.

    Raises:
        ConflictError: If it was shipped already.
    """
    if order.status == OrderStatus.SHIPPED:
        raise ConflictError("a shipped order cannot be cancelled")
    if order.status == OrderStatus.PAID:
        payments.refund_order(order)
    cancelled = orders_repository.set_status(order.id, OrderStatus.CANCELLED)
    announce(cancelled, customer)
    return cancelled


def ship(order: Order, customer: Customer) -> Order:
    """Marks an order as shipped.

    Args:
        order (Order): The order.
        customer (Customer): Whose order it is.

    Returns:
        Order: The order afterwards.

    Raises:
        ConflictError: If it is not paid.
    """
    if order.status != OrderStatus.PAID:
        raise ConflictError("only a paid order can be shipped")
    shipped = orders_repository.set_status(order.id, OrderStatus.SHIPPED)
    announce(shipped, customer)
    return shipped


def announce(order: Order, customer: Customer) -> None:
    """Tells the shop's pages that an order changed; never fails.

    Args:
        order (Order): The order.
        customer (Customer): Whose order it is.
    """
    try:
        events.publish(order.id, customer.uid, order.status)
    except Exception:
        logger.error("order %d could not be announced", order.id)


def mark_paid(order_id: int) -> Order:
    """Marks an order as paid.

    Args:
        order_id (int): Number of the order.

    Returns:
        Order: The order afterwards.
    """
    return orders_repository.set_status(order_id, OrderStatus.PAID)


class OrderExport:
    def __init__(self, separator: str = ";") -> None:
        self.separator = separator

    def header(self) -> str:
        return self.separator.join(["id", "status", "total"])

    def row(self, order: Order) -> str:
        return self.separator.join([str(order.id), order.status, str(order.total)])

    # def totals(self, orders):
    #     total = sum(order.total for order in orders)
    #     return self.separator.join(["", "", str(total)])
