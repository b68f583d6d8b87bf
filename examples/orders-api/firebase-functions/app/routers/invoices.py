"""Invoices: reading, rendering and mailing."""

import asyncio
import pathlib
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, Path, Query, Response, UploadFile

from app.core.errors import NotFoundError
from app.core.security import Admin, CurrentCustomer
from app.models.billing import Invoice, InvoiceBatch
from app.models.common import Message
from app.repositories import orders as orders_repository
from app.services import invoices

router = APIRouter(prefix="/invoices", tags=["invoices"])
ATTACHMENTS = pathlib.Path("attachments")


def own_invoice(
    invoice_id: Annotated[int, Path(description="Number in the table")],
    customer: CurrentCustomer,
) -> Invoice:
    """Gives the invoice of the path if it is the caller's.

    Args:
        invoice_id (int): Number in the table.
        customer (Customer): The caller.

    Returns:
        Invoice: The invoice.

    Raises:
        NotFoundError: If there is none or it is somebody else's.
    """
    invoice = invoices.get_invoice(invoice_id)
    if orders_repository.get(invoice.order_id).customer_id != customer.id:
        raise NotFoundError(f"no invoice {invoice_id}")
    return invoice


OwnInvoice = Annotated[Invoice, Depends(own_invoice)]


@router.post("/of-order/{order_id}", status_code=201)
def issue(order_id: int, admin: Admin) -> Invoice:
    """Writes the invoice of an order.

    Args:
        order_id (int): Number of the order.
        admin (Customer): The caller, an administrator.

    Returns:
        Invoice: The new invoice.
    """
    return invoices.issue(orders_repository.get(order_id))


@router.get("/{invoice_id}")
def get_invoice(invoice: OwnInvoice) -> Invoice:
    """Gives one of the caller's invoices.

    Args:
        invoice (Invoice): The invoice of the path.

    Returns:
        Invoice: The invoice.
    """
    return invoice


@router.get("/{invoice_id}/pdf", response_class=Response)
def pdf(invoice: OwnInvoice, template: str = "plain") -> Response:
    """Renders one of the caller's invoices.

    Args:
        invoice (Invoice): The invoice of the path.
        template (str): Name of the page to render.

    Returns:
        Response: The PDF.
    """
    content = invoices.render_pdf(invoice, template)
    return Response(content, media_type="application/pdf")


@router.get("/statement/{year}/{month}", response_class=Response)
def statement(
    customer: CurrentCustomer,
    year: int,
    month: int,
    lines: Annotated[bool, Query(description="Whether each order gets a row")] = True,
) -> Response:
    """Writes the caller's statement of a month.

    Args:
        customer (Customer): The caller.
        year (int): Four digits.
        month (int): 1 to 12.
        lines (bool): Whether each order gets a row.

    Returns:
        Response: The statement as CSV.
    """
    text = invoices.monthly_statement(customer.id, year, month, lines)
    return Response(text, media_type="text/csv")


@router.post("/batch", status_code=202)
async def send_batch(body: InvoiceBatch, admin: Admin, tasks: BackgroundTasks) -> Message:
    """Mails many invoices.

    Args:
        body (InvoiceBatch): Which invoices.
        admin (Customer): The caller, an administrator.
        tasks (BackgroundTasks): Runs the mailing after the answer.

    Returns:
        Message: How many were taken.
    """
    tasks.add_task(invoices.send_batch, body.invoice_ids)
    return Message(detail=f"{len(body.invoice_ids)} invoices taken")


@router.post("/{invoice_id}/attachments", status_code=201)
async def attach(invoice_id: int, file: UploadFile, admin: Admin) -> Message:
    """Adds a file to an invoice.

    Args:
        invoice_id (int): Number in the table.
        file (UploadFile): The file.
        admin (Customer): The caller, an administrator.

    Returns:
        Message: The name it was stored under.
    """
    folder = ATTACHMENTS / str(invoice_id)
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    target = folder / file.filename
    with open(target, "wb") as output:
        output.write(await file.read())
    return Message(detail=target.name)
