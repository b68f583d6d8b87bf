"""Customers: registration and what they may see of themselves."""

from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Query

from app.core.security import Admin, CurrentCustomer, FirebaseToken, firebase_uid, hash_password
from app.models.common import Message
from app.models.customer import Customer, CustomerCreate, CustomerUpdate
from app.repositories import customers

router = APIRouter(prefix="/customers", tags=["customers"])


@router.post("", status_code=201, responses={401: {"model": Message}})
def register(body: CustomerCreate, credentials: FirebaseToken) -> Customer:
    """Registers a customer.

    Args:
        body (CustomerCreate): What the customer told.
        credentials (HTTPAuthorizationCredentials | None): Token of a user of the app.

    Returns:
        Customer: The new customer.
    """
    uid = firebase_uid(credentials.credentials) if credentials else uuid4().hex
    return customers.insert(uid, body.email, body.name, hash_password(body.password))


@router.get("/me")
def me(customer: CurrentCustomer) -> Customer:
    """Gives the caller.

    Args:
        customer (Customer): The caller.

    Returns:
        Customer: The caller.
    """
    return customer


@router.patch("/me")
def change_me(body: CustomerUpdate, customer: CurrentCustomer) -> Customer:
    """Changes the caller.

    Args:
        body (CustomerUpdate): What changes.
        customer (Customer): The caller.

    Returns:
        Customer: The caller afterwards.
    """
    return customers.update(customer.id, body.model_dump(exclude_unset=True))


@router.get("/search")
def search(
    admin: Admin,
    text: Annotated[str, Query(min_length=2, max_length=80, description="Part of the name")],
    order_by: str = "name",
) -> list[Customer]:
    """Finds customers by name.

    Args:
        admin (Customer): The caller, an administrator.
        text (str): Part of the name.
        order_by (str): Column to sort by.

    Returns:
        list[Customer]: At most a hundred customers.
    """
    return customers.search(text, order_by)


@router.get("/{customer_id}")
def get_customer(customer_id: int):
    return customers.get(customer_id)
