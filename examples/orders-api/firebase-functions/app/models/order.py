"""Orders as the API takes and gives them."""

from datetime import datetime

from pydantic import BaseModel, Field, field_validator

from app.models.common import Money, OrderStatus


class Article(BaseModel):
    """What the shop sells."""

    sku: str = Field(description="Number of the article", examples=["AB-12"])
    price: Money = Field(description="What one costs", examples=["2.50"])


class OrderLine(BaseModel):
    """One article of an order."""

    sku: str = Field(pattern=r"^[A-Z0-9-]{4,20}$", description="Article", examples=["AB-12"])
    quantity: int = Field(ge=1, le=1000, description="How many", examples=[2])


class OrderCreate(BaseModel):
    """The body of a new order."""

    lines: list[OrderLine] = Field(min_length=1, max_length=100, description="Articles")
    currency: str = Field("EUR", min_length=3, max_length=3, description="ISO 4217 code")
    coupon: str | None = Field(None, max_length=40, description="Code of a discount")
    priority: int = Field(10, ge=0, le=5, description="0 is the most urgent")
    notify_email: str = Field("", description="Who is told besides the customer")

    @field_validator("lines")
    @classmethod
    def check_lines(cls, value: list[OrderLine]) -> list[OrderLine]:
        """Refuses two lines of one article.

        Args:
            value (list[OrderLine]): The lines that were given.

        Returns:
            list[OrderLine]: The same lines.

        Raises:
            ValueError: If an article appears twice.
        """
        articles = [line.sku for line in value]
        if len(set(articles)) != len(articles):
            raise ValueError("each article may appear on one line only")
        return value


class Order(BaseModel):
    """An order as stored."""

    id: int = Field(description="Number of the order")
    customer_id: int = Field(description="Whose order it is")
    status: OrderStatus = Field(description="Where it stands")
    currency: str = Field(description="ISO 4217 code")
    total: Money = Field(description="What the customer pays")
    created_at: datetime = Field(description="When it was placed")


class OrderSummary(BaseModel):
    """One row of a list of orders."""

    id: int = Field(description="Number of the order")
    status: OrderStatus = Field(description="Where it stands")
    total: float = Field(description="What the customer pays")
    placed: datetime
