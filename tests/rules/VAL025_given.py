# A call of the model makes a float of what is exact.
# --- app/main.py
from decimal import Decimal

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Line(BaseModel):
    price: float  # expect: VAL025 "`Line.price` holds money" "wherever something is given to it, as `float(price)` in `line`."


class Sum(BaseModel):
    price: float  # expect: VAL025 "`Sum.price` holds money"


@app.get("/line")
def line(price: Decimal) -> Line:
    return Line(price=float(price))


@app.get("/sum")
def whole(price: Decimal) -> Sum:
    return Sum(price=price)
