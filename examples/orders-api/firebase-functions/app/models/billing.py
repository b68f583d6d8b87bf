"""Payments and invoices as the API takes and gives them."""

from datetime import datetime
from typing import Any, List, Optional

from pydantic import BaseModel, EmailStr, Field

from app.models.common import Money, PaymentStatus


class PaymentCreate(BaseModel):
    """The body of a payment."""

    order_id: int = Field(ge=1, description="Which order is paid", examples=[17])
    card_reference: str = Field(
        min_length=8, max_length=64, description="Card as the provider's page named it"
    )


class Payment(BaseModel):
    """A payment as stored."""

    id: int = Field(description="Number of the payment")
    order_id: int = Field(description="Which order it pays")
    provider_reference: str = Field(description="The provider's number")
    amount: Money = Field(description="What was charged")
    status: PaymentStatus = Field(description="Where it stands")
    created_at: datetime = Field(description="When it was started")


class ProviderEvent(BaseModel):
    """What the payment provider tells us."""

    event: str = Field(max_length=40, description="Kind of the event")
    reference: str = Field(max_length=64, description="The provider's number")
    details: Any = Field(None, description="Whatever else they send")


class Invoice(BaseModel):
    """An invoice as stored."""

    id: int = Field(description="Number in the table")
    order_id: int = Field(description="Which order it bills")
    number: str = Field(description="Number on the paper", examples=["2026-000017"])
    total: Money = Field(description="What it bills")
    customer_email: EmailStr = Field(description="Where it goes")
    issued_at: datetime = Field(description="When it was issued")


class InvoiceBatch(BaseModel):
    """The body of a mass mailing."""

    invoice_ids: List[int] = Field(min_length=1, max_length=500, description="Which invoices")
