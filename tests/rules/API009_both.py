# What a dependency makes operations answer counts where the endpoint, or another dependency, can answer the same.
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException


def own_order(order_id: int) -> int:
    if order_id > 100:
        raise HTTPException(404)
    return order_id


def own_customer(customer_id: int) -> int:
    if customer_id > 100:
        raise HTTPException(404)
    return customer_id


OwnOrder = Annotated[int, Depends(own_order)]
OwnCustomer = Annotated[int, Depends(own_customer)]

orders = APIRouter(prefix="/orders")  # expect: API009 "3 of the 4 operations of this `APIRouter` can answer 404 because of `app.main.own_order`, and do not document it: `GET /orders/{order_id}`, `GET /orders/{order_id}/events`, `DELETE /orders/{order_id}`"


@orders.get("/{order_id}")
def read(order: OwnOrder) -> int:
    return order


@orders.get("/{order_id}/events")
def events(order: OwnOrder) -> int:
    return order


@orders.delete("/{order_id}")  # expect: API009 "`cancel` (`DELETE /orders/{order_id}`) can answer 409,"
# fixed: @orders.delete("/{order_id}", responses={404: {"description": "Not Found"}, 409: {"description": "Conflict"}})
def cancel(order: OwnOrder) -> int:
    if order == 1:
        raise HTTPException(409)
    if order == 2:
        raise HTTPException(404)
    return order


@orders.get("/")
def count() -> int:
    return 0


gifts = APIRouter(prefix="/gifts")  # expect: API009 "2 of the 4 operations of this `APIRouter` can answer 404 because of `app.main.own_order`", API009 "2 of the 4 operations of this `APIRouter` can answer 404 because of `app.main.own_customer`"


@gifts.post("/{order_id}/{customer_id}")
def give(order: OwnOrder, customer: OwnCustomer) -> int:
    return order + customer


@gifts.get("/order/{order_id}")
def of_order(order: OwnOrder) -> int:
    return order


@gifts.get("/customer/{customer_id}")
def of_customer(customer: OwnCustomer) -> int:
    return customer


@gifts.get("/")
def gifts_count() -> int:
    return 0


app = FastAPI()
app.include_router(orders)
app.include_router(gifts)
