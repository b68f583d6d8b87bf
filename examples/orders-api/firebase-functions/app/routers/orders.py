"""Orders: placing, reading, cancelling and shipping."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, status

from app.core.errors import NotFoundError
from app.core.security import Admin, CurrentCustomer
from app.db import events
from app.models.common import Page
from app.models.order import Order, OrderCreate, OrderSummary
from app.repositories import customers
from app.repositories import orders as orders_repository
from app.services import orders

router = APIRouter(prefix="/orders", tags=["orders"])


def own_order(order_id: int, customer: CurrentCustomer) -> Order:
    """Gives the order of the path if it is the caller's.

    Args:
        order_id (int): Number of the order.
        customer (Customer): The caller.

    Returns:
        Order: The order.

    Raises:
        HTTPException: 404 if there is none or it is somebody else's.
    """
    try:
        order = orders_repository.get(order_id)
    except NotFoundError as error:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "no such order") from error
    if order.customer_id != customer.id:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "no such order")
    return order


OwnOrder = Annotated[Order, Depends(own_order)]


@router.post("", status_code=status.HTTP_201_CREATED)
def place(body: OrderCreate, customer: CurrentCustomer) -> Order:
    """Places an order.

    Args:
        body (OrderCreate): What is ordered.
        customer (Customer): The caller.

    Returns:
        Order: The new order.
    """
    return orders.place(body, customer)


@router.post("/import", status_code=status.HTTP_201_CREATED)
async def import_order(request: Request, customer: CurrentCustomer) -> Order:
    """Places an order that a partner's program wrote.

    Args:
        request (Request): Its body is the order.
        customer (Customer): The caller.

    Returns:
        Order: The new order.
    """
    payload = await request.json()
    return orders.place(OrderCreate.model_construct(**payload), customer)


@router.get("")
def list_orders(customer: CurrentCustomer, page: Annotated[Page, Depends()]) -> list[OrderSummary]:
    """Lists the caller's orders, newest first.

    Args:
        customer (Customer): The caller.
        page (Page): Which of them.

    Returns:
        list[OrderSummary]: The orders of that page.
    """
    return [
        OrderSummary(
            id=order.id, status=order.status, total=float(order.total), placed=order.created_at
        )
        for order in orders_repository.list_of_customer(customer.id, page)
    ]


@router.get("/{order_id}")
def get_order(order: OwnOrder) -> Order:
    """Gives one of the caller's orders.

    Args:
        order (Order): The order of the path.

    Returns:
        Order: The order.
    """
    return order


@router.get("/export")
def export(customer: CurrentCustomer) -> list[str]:
    """Writes the caller's orders as CSV lines.

    Args:
        customer (Customer): The caller.

    Returns:
        list[str]: A header and one line an order.
    """
    writer = orders.OrderExport()
    own = orders_repository.list_of_customer(customer.id, Page(limit=200, offset=0))
    return [writer.header(), *(writer.row(order) for order in own)]


@router.get("/{order_id}/events")
def order_events(order: OwnOrder) -> list[dict[str, object]]:
    """Lists what happened to one of the caller's orders.

    Args:
        order (Order): The order of the path.

    Returns:
        list[dict[str, object]]: The events, newest first.
    """
    return events.history(order.id)


@router.delete("/{order_id}", status_code=status.HTTP_204_NO_CONTENT)
def cancel(order: OwnOrder, customer: CurrentCustomer) -> None:
    """Cancels one of the caller's orders.

    Args:
        order (Order): The order of the path.
        customer (Customer): The caller.
    """
    orders.cancel(order, customer)


@router.post("/{order_id}/shipment")
def ship(order_id: int, admin: Admin) -> Order:
    """Marks an order as shipped.

    Args:
        order_id (int): Number of the order.
        admin (Customer): The caller, an administrator.

    Returns:
        Order: The order afterwards.
    """
    try:
        order = orders_repository.get(order_id)
        return orders.ship(order, customers.get(order.customer_id))
    except Exception as error:
        raise HTTPException(500, detail=str(error))
