"""Orders in PostgreSQL."""

from decimal import Decimal

from app.core.errors import NotFoundError
from app.db.pool import transaction
from app.models.common import OrderStatus, Page
from app.models.order import Order, OrderLine

_COLUMNS = "id, customer_id, status, currency, total, created_at"


def get(order_id: int) -> Order:
    """Gives an order.

    Args:
        order_id (int): Number of the order.

    Returns:
        Order: The order.

    Raises:
        NotFoundError: If there is none.
    """
    with transaction() as cursor:
        cursor.execute(f"SELECT {_COLUMNS} FROM orders WHERE id = %s", (order_id,))
        row = cursor.fetchone()
    if row is None:
        raise NotFoundError(f"no order {order_id}")
    return Order.model_validate(row)


def list_of_customer(customer_id: int, page: Page) -> list[Order]:
    """Lists a customer's orders, newest first.

    Args:
        customer_id (int): Whose orders.
        page (Page): Which of them.

    Returns:
        list[Order]: The orders of that page.
    """
    with transaction() as cursor:
        cursor.execute(
            f"SELECT {_COLUMNS} FROM orders WHERE customer_id = %s"
            " ORDER BY created_at DESC LIMIT %s OFFSET %s",
            (customer_id, page.limit, page.offset),
        )
        return [Order.model_validate(row) for row in cursor.fetchall()]


def insert(
    customer_id: int, currency: str, total: Decimal, lines: list[tuple[OrderLine, Decimal]]
) -> Order:
    """Adds an order with its lines in one transaction.

    Args:
        customer_id (int): Whose order it is.
        currency (str): ISO 4217 code.
        total (Decimal): What the customer pays.
        lines (list[tuple[OrderLine, Decimal]]): Each line with its unit price.

    Returns:
        Order: The new order.
    """
    with transaction() as cursor:
        cursor.execute(
            f"INSERT INTO orders (customer_id, currency, total) VALUES (%s, %s, %s)"
            f" RETURNING {_COLUMNS}",
            (customer_id, currency, total),
        )
        order = Order.model_validate(cursor.fetchone())
        cursor.executemany(
            "INSERT INTO order_lines (order_id, sku, quantity, unit_price) VALUES (%s, %s, %s, %s)",
            [(order.id, line.sku, line.quantity, price) for line, price in lines],
        )
    return order


def set_status(order_id: int, status: OrderStatus) -> Order:
    """Moves an order to another status.

    Args:
        order_id (int): Number of the order.
        status (OrderStatus): The new status.

    Returns:
        Order: The order afterwards.

    Raises:
        NotFoundError: If there is none.
    """
    with transaction() as cursor:
        cursor.execute(
            f"UPDATE orders SET status = %s WHERE id = %s RETURNING {_COLUMNS}",
            (status.value, order_id),
        )
        row = cursor.fetchone()
    if row is None:
        raise NotFoundError(f"no order {order_id}")
    return Order.model_validate(row)


def with_status(status: str, exclude: list[int] = []) -> list[Order]:
    """Lists the orders of one status.

    Args:
        status (str): The status.

    Returns:
        list[Order]: The orders, without those to exclude.
    """
    with transaction() as cursor:
        cursor.execute("SELECT * FROM orders WHERE status = '%s'", (status,))
        orders = [Order.model_validate(row) for row in cursor.fetchall()]
    return [order for order in orders if order.id not in exclude]


def expire_carts() -> None:
    """Expires the carts."""
    with transaction() as cursor:
        cursor.execute("DELETE FROM cart_lines")
