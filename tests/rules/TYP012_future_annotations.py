# A field's type that is there for type checkers only, under deferred annotations.
# --- app/schemas.py
from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel

if TYPE_CHECKING:
    from app.address import Address
    # fixed: from app.address import Address


class Customer(BaseModel):
    name: str
    address: Address  # expect: TYP012/critical "`Address` is imported for type checkers only, but Pydantic reads the annotations of `Customer`"
# --- app/address.py
from pydantic import BaseModel


class Address(BaseModel):
    street: str
