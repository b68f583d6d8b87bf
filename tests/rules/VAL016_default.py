from fastapi import FastAPI
from pydantic import BaseModel, Field

app = FastAPI()


class Order(BaseModel):
    email: str = ""  # expect: VAL016 "takes any text" "Type it `EmailStr | None` (add `pydantic[email]` to the dependencies), with None for its default"
    contact_email: str = Field("", description="Who")  # expect: VAL016 "takes any text" "Type it `EmailStr | None`"


@app.post("/orders")
def place(order: Order) -> str:
    return order.email
