"""Payments and invoices in PostgreSQL."""

from decimal import Decimal

from app.core.errors import NotFoundError
from app.db.pool import report_connection, transaction
from app.models.billing import Invoice, Payment
from app.models.common import PaymentStatus

_PAYMENT = "id, order_id, provider_reference, amount, status, created_at"
_INVOICE = """
    SELECT i.id, i.order_id, i.number, i.total, i.issued_at, c.email AS customer_email
    FROM invoices i JOIN orders o ON o.id = i.order_id JOIN customers c ON c.id = o.customer_id
"""


def insert_payment(order_id: int, reference: str, amount: Decimal) -> Payment:
    """Adds a pending payment.

    Args:
        order_id (int): Which order it pays.
        reference (str): The provider's number.
        amount (Decimal): What is charged.

    Returns:
        Payment: The new payment.
    """
    with transaction() as cursor:
        cursor.execute(
            "INSERT INTO payments (order_id, provider_reference, amount, status)"
            f" VALUES (%s, %s, %s, %s) RETURNING {_PAYMENT}",
            (order_id, reference, amount, PaymentStatus.PENDING.value),
        )
        return Payment.model_validate(cursor.fetchone())


def set_payment_status(reference: str, status: PaymentStatus) -> Payment:
    """Moves a payment to another status.

    Args:
        reference (str): The provider's number.
        status (PaymentStatus): The new status.

    Returns:
        Payment: The payment afterwards.

    Raises:
        NotFoundError: If there is none.
    """
    with transaction() as cursor:
        cursor.execute(
            f"UPDATE payments SET status = %s WHERE provider_reference = %s RETURNING {_PAYMENT}",
            (status.value, reference),
        )
        row = cursor.fetchone()
    if row is None:
        raise NotFoundError(f"no payment {reference}")
    return Payment.model_validate(row)


def payments_of_order(order_id: int) -> list[Payment]:
    """Lists an order's payments, oldest first.

    Args:
        order_id (int): The order.

    Returns:
        list[Payment]: Its payments.
    """
    with transaction() as cursor:
        cursor.execute(
            f"SELECT {_PAYMENT} FROM payments WHERE order_id = %s ORDER BY id LIMIT 100",
            (order_id,),
        )
        return [Payment.model_validate(row) for row in cursor.fetchall()]


def get_invoice(invoice_id: int) -> Invoice:
    """Gives an invoice.

    Args:
        invoice_id (int): Number in the table.

    Returns:
        Invoice: The invoice.

    Raises:
        NotFoundError: If there is none.
    """
    with transaction() as cursor:
        cursor.execute(_INVOICE + " WHERE i.id = %s", (invoice_id,))
        row = cursor.fetchone()
    if row is None:
        raise NotFoundError(f"no invoice {invoice_id}")
    return Invoice.model_validate(row)


def insert_invoice(order_id: int, number: str, total: Decimal) -> Invoice:
    """Adds an invoice.

    Args:
        order_id (int): Which order it bills.
        number (str): Number on the paper.
        total (Decimal): What it bills.

    Returns:
        Invoice: The new invoice.
    """
    with transaction() as cursor:
        cursor.execute(
            "INSERT INTO invoices (order_id, number, total) VALUES (%s, %s, %s) RETURNING id",
            (order_id, number, total),
        )
        invoice_id = cursor.fetchone()["id"]
    return get_invoice(invoice_id)


def turnover(year: int, month: int) -> list[dict[str, object]]:
    """Adds up the invoices of a month by day.

    Args:
        year (int): Four digits.
        month (int): 1 to 12.
        currency (str): Which currency to add up.

    Returns:
        list[dict[str, object]]: Rows with day and total.
    """
    cursor = report_connection().cursor()
    cursor.execute(
        "SELECT date_trunc('day', issued_at) AS day, sum(total) AS total FROM invoices"
        " WHERE extract(year FROM issued_at) = %s AND extract(month FROM issued_at) = %s"
        " GROUP BY 1 ORDER BY 1",
        (year, month),
    )
    return cursor.fetchall()
