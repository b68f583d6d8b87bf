"""What the payment provider and partners tell us."""

import asyncio
import hashlib
import hmac
import logging
from typing import Annotated

from fastapi import APIRouter, Header, HTTPException, Request

from app.core.security import AppSettings, is_service, read_partner_token
from app.models.billing import ProviderEvent
from app.models.common import Message
from app.repositories import customers
from app.services import payments

logger = logging.getLogger(__name__)
router = APIRouter(prefix="/webhooks", tags=["webhooks"])


def signature_of(body: bytes, key: str) -> str:
    """Computes the provider's signature.

    Args:
        body (bytes): The body of the request.
        key (str): The key that we share with the provider.

    Returns:
        str: HMAC-SHA-256 in hexadecimal.
    """
    return hmac.new(key.encode(), body, hashlib.sha256).hexdigest()


@router.post("/payments")
async def payment_event(
    request: Request,
    settings: AppSettings,
    x_signature: Annotated[str, Header(description="HMAC-SHA-256 of the body", max_length=64)],
) -> Message:
    """Takes an event of the payment provider.

    Args:
        request (Request): Its body is a ProviderEvent.
        settings (Settings): Holds the key.
        x_signature (str): What the provider signed with.

    Returns:
        Message: What was done.

    Raises:
        HTTPException: 401 if the signature is wrong.
    """
    body = await request.body()
    if x_signature != signature_of(body, settings.webhook_secret.get_secret_value()):
        raise HTTPException(401, "wrong signature")
    event = ProviderEvent.model_validate_json(body)
    asyncio.create_task(asyncio.to_thread(payments.settle, event.event, event.reference))
    return Message(detail="taken")


@router.post("/refunds")
async def refund_event(event: ProviderEvent) -> Message:
    """Takes a refund that the provider made by itself.

    Args:
        event (ProviderEvent): What happened.

    Returns:
        Message: What was done.
    """
    await asyncio.to_thread(payments.settle, "failed", event.reference)
    return Message(detail="taken")


@router.post("/partners")
def partner_event(
    x_partner_token: Annotated[str, Header(description="Token of the partner", max_length=2000)],
    x_service_password: Annotated[str, Header(description="Our own services", max_length=80)] = "",
) -> Message:
    """Tells a partner which customer a token names.

    Args:
        x_partner_token (str): Token of the partner.
        x_service_password (str): Sent by our own services only.

    Returns:
        Message: The customer's name.

    Raises:
        HTTPException: 404 if the customer is unknown.
    """
    if is_service(x_service_password):
        return Message(detail="service")
    customer = customers.find_by_uid(read_partner_token(x_partner_token))
    if customer is None:
        raise HTTPException(404, "no such customer")
    return Message(detail=customer.name)
