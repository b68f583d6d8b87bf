from fastapi import FastAPI
from pydantic import BaseModel, Field

app = FastAPI()


class Order(BaseModel):
    email: str = ""  # expect: VAL016 "takes any text" "Type it `EmailStr | None` with None for its default, as the empty text is no address, with `from pydantic import EmailStr` (add `pydantic[email]`"
    contact_email: str = Field("", description="Who")  # expect: VAL016 "takes any text" "Type it `EmailStr | None`"


@app.post("/orders")
def place(order: Order) -> str:
    return order.email
