"""What the models of several modules share."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field

Money = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2)]


class OrderStatus(StrEnum):
    """The life of an order."""

    NEW = "new"
    PAID = "paid"
    SHIPPED = "shipped"
    CANCELLED = "cancelled"


class PaymentStatus(StrEnum):
    """The life of a payment."""

    PENDING = "pending"
    CAPTURED = "captured"
    FAILED = "failed"
    REFUNDED = "refunded"


class Page(BaseModel):
    """A window on a list."""

    limit: int = Field(50, ge=1, le=200, description="How many entries at most")
    offset: int = Field(0, ge=0, description="How many entries to leave out")


class Message(BaseModel):
    """A plain answer."""

    detail: str = Field(description="What happened", examples=["sent"])
