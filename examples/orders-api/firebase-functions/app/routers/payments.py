"""Payments: charging and reading."""

from fastapi import APIRouter

from app.core.security import CurrentCustomer
from app.models.billing import Payment, PaymentCreate
from app.models.common import Message
from app.repositories import billing
from app.repositories import orders as orders_repository
from app.routers.orders import OwnOrder
from app.services import payments

router = APIRouter(prefix="/payments", tags=["payments"])


@router.post("", status_code=201)
def pay(body: PaymentCreate, customer: CurrentCustomer) -> Payment:
    """Charges a card for an order.

    Args:
        body (PaymentCreate): Which order and which card.
        customer (Customer): The caller.

    Returns:
        Payment: The pending payment.
    """
    order = orders_repository.get(body.order_id)
    return payments.charge(order, body.card_reference)


@router.get("/of-order/{order_id}", responses={404: {"model": Message}})
def payments_of_order(order: OwnOrder) -> list[Payment]:
    """Lists the payments of one of the caller's orders.

    Args:
        order (Order): The order of the path.

    Returns:
        list[Payment]: Oldest first.
    """
    return billing.payments_of_order(order.id)
