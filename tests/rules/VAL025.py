from decimal import Decimal

from fastapi import FastAPI
from pydantic import BaseModel, Field

app = FastAPI()


class Order(BaseModel):
    unit_price: float  # expect: VAL025 "`Order.unit_price` holds money as a float"
    price: float | None = None  # expect: VAL025
    account_balance: float  # expect: VAL025
    exact_price: Decimal
    price_cents: int
    total: float
    amount: float
    discount: float = Field(0, description="Off the price")  # expect: VAL025
    fee_rate: float
    discount_percentage: float
    predicted_price: float
    score: float


class Unused(BaseModel):
    price: float


@app.post("/")
def create(order: Order) -> None: ...
