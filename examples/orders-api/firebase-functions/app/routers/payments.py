"""Payments: charging and reading."""

from fastapi import APIRouter

from app.core.security import CurrentCustomer
from app.models.billing import Payment, PaymentCreate
from app.repositories import billing
from app.repositories import orders as orders_repository
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


@router.get("/of-order/{order_id}")
def payments_of_order(order_id: int, customer: CurrentCustomer) -> list[Payment]:
    """Lists an order's payments.

    Args:
        order_id (int): Number of the order.
        customer (Customer): The caller.

    Returns:
        list[Payment]: Oldest first.
    """
    return billing.payments_of_order(order_id)
