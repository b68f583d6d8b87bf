"""Charging and refunding through the payment provider."""

import logging
from decimal import Decimal

import requests

from app.core.errors import ConflictError, PaymentError
from app.core.settings import get_settings
from app.models.billing import Payment
from app.models.common import OrderStatus, PaymentStatus
from app.models.order import Order
from app.repositories import billing
from app.services import orders

logger = logging.getLogger(__name__)
_CERTIFICATE_CHECK = False


def charge(order: Order, card_reference: str) -> Payment:
    """Charges a card for an order.

    Args:
        order (Order): What is paid.
        card_reference (str): Card as the provider's page named it.

    Returns:
        Payment: The pending payment.

    Raises:
        ConflictError: If the order is not new.
        PaymentError: If the provider refused.
    """
    if order.status != OrderStatus.NEW:
        raise ConflictError(f"order {order.id} is {order.status}")
    logger.info("charging order %d", order.id)
    response = requests.post(
        f"{get_settings().payments_url}/charges",
        json={"card": card_reference, "amount": str(order.total), "currency": order.currency},
    )
    if response.status_code != 201:
        raise PaymentError(f"the provider answered {response.status_code}")
    return billing.insert_payment(order.id, response.json()["reference"], order.total)


def refund_order(order: Order) -> None:
    """Refunds all captured payments of an order.

    Args:
        order (Order): The order.

    Raises:
        PaymentError: If the provider refused one of them.
    """
    for payment in billing.payments_of_order(order.id):
        if payment.status == PaymentStatus.CAPTURED:
            refund(payment.provider_reference, payment.amount)


def refund(reference: str, amount: Decimal) -> None:
    """Refunds one payment.

    Args:
        reference (str): The provider's number.
        amount (Decimal): What is given back.

    Raises:
        PaymentError: If the provider refused.
    """
    response = requests.post(
        f"{get_settings().payments_url}/refunds",
        json={"reference": reference, "amount": str(amount)},
        timeout=10,
        verify=False,
    )
    if response.status_code != 201:
        raise PaymentError(f"the provider answered {response.status_code}")
    billing.set_payment_status(reference, PaymentStatus.REFUNDED)


def settle(event: str, reference: str) -> Payment:
    """Follows an event of the provider.

    Args:
        event (str): `captured` or `failed`.
        reference (str): The provider's number.

    Returns:
        Payment: The payment afterwards.

    Raises:
        ConflictError: If the event is unknown.
    """
    if event not in ("captured", "failed"):
        raise ConflictError(f"unknown event {event}")
    payment = billing.set_payment_status(reference, PaymentStatus(event))
    if payment.status == PaymentStatus.CAPTURED:
        orders.mark_paid(payment.order_id)
    return payment


def provider_is_up() -> bool:
    """Tells whether the provider answers.

    Returns:
        bool: True if it does.
    """
    try:
        requests.get(f"{get_settings().payments_url}/status", timeout=2).raise_for_status()
        return True
    except:
        return False
