# --- app/main.py
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel

from app.store import User, find_user, invoices, orders

app = FastAPI()


def get_user(authorization: Annotated[str, Header()]) -> User:
    user = find_user(authorization)
    if user is None:
        raise HTTPException(401)
    return user


def require_admin(user: Annotated[User, Depends(get_user)]) -> User:
    if user.role != "admin":
        raise HTTPException(403)
    return user


def owned_order(order_id: int, user: Annotated[User, Depends(get_user)]) -> str:
    return orders.of(user.id, order_id)


CurrentUser = Annotated[User, Depends(get_user)]


class Payment(BaseModel):
    order_id: int


@app.get("/orders")
def list_orders(user: CurrentUser) -> list[str]:
    return orders.of_user(user.id)


@app.get("/invoices/{invoice_id}")
def read_invoice(invoice_id: int, user: CurrentUser) -> str:  # expect: SEC055/review "takes `invoice_id` from whoever is signed in and never looks whose it is: `user` is not used"
    return invoices.get(invoice_id)


@app.post("/payments")
def pay(body: Payment, user: CurrentUser) -> str:
    return orders.pay(body.order_id)  # expect: SEC055 "`body.order_id`"


@app.get("/invoices/{invoice_id}/pdf")
def pdf(invoice_id: int, user: CurrentUser) -> str:
    invoice = invoices.get(invoice_id)
    if invoice.owner_id != user.id:
        raise HTTPException(404)
    return invoice


@app.delete("/invoices/{invoice_id}")
def delete_invoice(invoice_id: int, admin: Annotated[User, Depends(require_admin)]) -> str:
    return invoices.delete(invoice_id)


@app.get("/orders/{order_id}")
def read_order(
    order_id: int, user: CurrentUser, order: Annotated[str, Depends(owned_order)]
) -> str:
    return orders.render(order_id)


@app.get("/catalogue/{item_id}")
def read_item(item_id: int, _user: CurrentUser) -> str:
    return orders.item(item_id)


@app.get("/catalogue/{item_id}/similar", dependencies=[Depends(get_user)])
def similar(item_id: int) -> str:
    return orders.item(item_id)


@app.get("/pages/{name}")
def page(name: str, user: CurrentUser) -> str:
    return orders.page(name)


# --- app/store.py
from typing import Any


class User:
    id: int
    role: str


def find_user(key: str) -> User | None: ...


orders: Any = None
invoices: Any = None
