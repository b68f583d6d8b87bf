"""Writing and sending invoices."""

import csv
import io
import logging
import subprocess
import time
from datetime import datetime

from app.models.billing import Invoice
from app.models.order import Order
from app.repositories import billing, customers, orders
from app.services import notifications

logger = logging.getLogger(__name__)


def get_invoice(invoice_id: int) -> Invoice:
    """Gives an invoice.

    Args:
        invoice_id (int): Number in the table.

    Returns:
        Invoice: The invoice.
    """
    return billing.get_invoice(invoice_id)


def issue(order: Order) -> Invoice:
    """Writes the invoice of an order and mails it.

    Args:
        order (Order): The order.

    Returns:
        Invoice: The invoice.
    """
    number = f"{datetime.now().year}-{order.id:06}"
    invoice = billing.insert_invoice(order.id, number, order.total)
    notifications.send_invoice(invoice.customer_email, invoice.number)
    return invoice


def render_pdf(invoice: Invoice, template: str) -> bytes:
    """Renders an invoice with the wkhtmltopdf tool.

    Args:
        invoice (Invoice): The invoice.
        template (str): Name of the page to render.

    Returns:
        bytes: The PDF.
    """
    command = f"wkhtmltopdf templates/{template}.html?number={invoice.number} -"
    return subprocess.run(command, shell=True, capture_output=True, check=True).stdout


def monthly_statement(customer_id: int, year: int, month: int, include_lines: bool = True, dry_run: bool = False) -> str:
    """Writes a customer's statement of a month as CSV.

    Args:
        customer_id (int): Whose statement.
        year (int): Four digits.
        month (int): 1 to 12.
        include_lines (bool): Whether each order gets a row.
        dry_run (bool): Whether it is only counted.

    Returns:
        str: The CSV text.
    """
    from app.models.common import Page

    customer = customers.get(customer_id)
    page = Page(limit=200, offset=0)
    rows = []
    count = 0
    gross = 0
    net = 0
    open_amount = 0
    paid_amount = 0
    while True:
        batch = orders.list_of_customer(customer_id, page)
        if not batch:
            break
        for order in batch:
            if order.created_at.year != year:
                continue
            if order.created_at.month != month:
                continue
            if order.status == "cancelled":
                continue
            count += 1
            gross += order.total
            net += order.total / 119 * 100
            if order.status == "new":
                open_amount += order.total
            else:
                paid_amount += order.total
            if not include_lines:
                continue
            order_net = order.total / 119 * 100
            rows.append(
                [
                    order.id,
                    order.created_at.date().isoformat(),
                    order.status,
                    f"{order_net:.2f}",
                    f"{order.total:.2f}",
                ]
            )
        page = Page(limit=200, offset=page.offset + 200)
    tax = gross - net
    if dry_run:
        return str(count)
    output = io.StringIO()
    writer = csv.writer(output, delimiter=";")
    writer.writerow(["statement", customer.name, f"{year}-{month:02}"])
    writer.writerow(["order", "date", "status", "net", "gross"])
    for row in rows:
        writer.writerow(row)
    writer.writerow(["count", count])
    writer.writerow(["net", f"{net:.2f}"])
    writer.writerow(["tax", f"{tax:.2f}"])
    writer.writerow(["gross", f"{gross:.2f}"])
    writer.writerow(["open", f"{open_amount:.2f}"])
    writer.writerow(["paid", f"{paid_amount:.2f}"])
    return output.getvalue()


async def send_batch(invoice_ids: list[int]) -> int:
    """Mails many invoices, slowly enough for the mail host.

    Args:
        invoice_ids (list[int]): Which invoices.

    Returns:
        int: How many were sent.
    """
    sent = 0
    for invoice_id in invoice_ids:
        try:
            invoice = billing.get_invoice(invoice_id)
            notifications.send_invoice(invoice.customer_email, invoice.number)
            sent += 1
        except Exception:
            continue
        time.sleep(0.2)
    return sent
