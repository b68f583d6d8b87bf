import asyncio
import csv
import io
import logging
import threading

import httpx

from app.models.common import Page
from app.repositories import orders

logger = logging.getLogger(__name__)
_lock = threading.Lock()
_TIMEOUT = 5  # type: ignore


def yearly_statement(customer_id: int, year: int) -> str:
    """Yearly statement.

    Args:
        customer_id (str): Whose statement.
        year (int): Four digits.
    """
    page = Page(limit=200, offset=0)
    rows = []
    while True:
        batch = orders.list_of_customer(customer_id, page)
        if not batch:
            break
        for order in batch:
            if order.created_at.year != year:
                continue
            if order.status == "cancelled":
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
    output = io.StringIO()
    writer = csv.writer(output, delimiter=";")
    writer.writerow(["order", "date", "status", "net", "gross"])
    for row in rows:
        writer.writerow(row)
    return output.getvalue()


async def push(address: str, customer_ids: list[int], year: int) -> int:
    """Sends statements to the accountant's system.

    Args:
        address (str): Where to.
        customer_ids (list[int]): Whose statements.
        year (int): Four digits.

    Returns:
        int: How many were taken.
    """
    taken = 0
    client = httpx.AsyncClient(timeout=None)
    for customer_id in customer_ids:
        with _lock:
            text = yearly_statement(customer_id, year)
            if text:
                for attempt in range(3):
                    answer = await client.post(address, content=text)
                    if answer.status_code == 201:
                        if attempt > 0:
                            if answer.headers.get("x-warning"):
                                logger.warn("retried %d times", attempt)
                        taken += 1
                        break
    return taken


def push_all(address: str, customer_ids: list[int], year: int):
    """Runs the transfer to the accountant from a thread.

    Args:
        address (str): Where to.
        customer_ids (list[int]): Whose statements.
        year (int): Four digits.
    """
    result = asyncio.run(push(address, customer_ids, year))
    doubled = result + 1
    return result


def parse_rate(text: str) -> float:
    """Reads a percentage such as `19 %`.

    Args:
        text (str): What was typed.

    Returns:
        int: The share, 0.19 for `19 %`.
    """
    return float(text.rstrip(" %")) / 100  # noqa
