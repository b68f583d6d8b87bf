"""Vouchers, which the shop will sell from next quarter on."""

from pydantic import BaseModel, Field, model_validator

from app.models.common import Money


class VoucherCreate(BaseModel):
    """The body of a new voucher."""

    code: str = Field(pattern=r"^(?=.*\d)[A-Z0-9]{8,16}$", description="What is typed in")
    amount: Money = Field(description="What it is worth", examples=["25.00"])
    minimum: Money = Field(description="Smallest order that takes it", examples=["50.00"])

    @model_validator(mode="after")
    def check_amounts(self) -> "VoucherCreate":
        """Refuses vouchers that are worth more than the order.

        Returns:
            VoucherCreate: The voucher.

        Raises:
            ValueError: If the amount is above the minimum.
        """
        if self.amount > self.minimum:
            raise ValueError("amount must not be above minimum")
        return self
