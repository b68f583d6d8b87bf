# --- app/models.py
import contextlib
import sys
from typing import NoReturn, Optional

import pydantic
from pydantic import BaseModel, field_validator, model_validator, root_validator, validator
from pydantic import field_validator as check_field


def fail(message: str) -> NoReturn:
    raise ValueError(message)


class Order(BaseModel):
    sku: str
    amount: int
    note: Optional[str] = None

    @field_validator("sku")
    @classmethod
    def check_sku(cls, value: str) -> str:  # expect: VAL006 "`check_sku` can end without `return`: the field becomes None"
        if not value.startswith("SKU-"):
            raise ValueError("sku must start with SKU-")

    @check_field("amount", mode="before")
    @classmethod
    def one_branch(cls, value):  # expect: VAL006
        if isinstance(value, str):
            return int(value)

    @pydantic.field_validator("note")
    @classmethod
    def bare_return(cls, value):
        if value == "-":
            return  # expect: VAL006 "returns without a value here"
        return value.strip()

    @model_validator(mode="after")
    def consistent(self) -> "Order":  # expect: VAL006 "gives None instead of the model"
        if self.amount < 0:
            raise ValueError("amount must not be negative")

    @model_validator(mode="before")
    @classmethod
    def fill(cls, data):  # expect: VAL006 "given None instead of its data"
        data["amount"] = data.get("amount") or 0

    @validator("note")
    def old_style(cls, value):  # expect: VAL006
        if value:
            return value.strip()

    @root_validator(pre=True)
    def old_root(cls, values):  # expect: VAL006
        print(values)

    @field_validator("sku")
    @classmethod
    def loops(cls, value):  # expect: VAL006
        for prefix in ("A", "B"):
            if value.startswith(prefix):
                return value

    @field_validator("sku")
    @classmethod
    def swallows(cls, value):  # expect: VAL006
        try:
            return value.upper()
        except AttributeError:
            print("not text")

    @field_validator("sku")
    @classmethod
    def suppresses(cls, value):  # expect: VAL006
        with contextlib.suppress(AttributeError):
            return value.upper()


class Fine(BaseModel):
    sku: str
    size: Optional[int] = None

    @field_validator("sku")
    @classmethod
    def all_branches(cls, value):
        if value:
            return value
        elif value == "":
            raise ValueError("sku must not be empty")
        else:
            fail("sku is missing here")

    @field_validator("sku", mode="wrap")
    @classmethod
    def wraps(cls, value, handler):
        try:
            return handler(value)
        except ValueError:
            raise
        finally:
            print("checked")

    @field_validator("size")
    @classmethod
    def says_none(cls, value):
        if value == 0:
            return None
        return value

    @field_validator("size")
    @classmethod
    def always_raises(cls, value):
        raise ValueError("size is not supported yet")

    @field_validator("size")
    @classmethod
    def endless(cls, value):
        while True:
            if value:
                return value
            value = 1

    @field_validator("size")
    @classmethod
    def matches(cls, value):
        match value:
            case None:
                return 0
            case _:
                return value

    @field_validator("size")
    @classmethod
    def exits(cls, value):
        if value:
            return value
        sys.exit("no size")

    @field_validator("size")
    @classmethod
    def nested(cls, value):
        def log() -> None:
            print(value)
            return

        log()
        return value

    @model_validator(mode="after")
    def with_block(self):
        with open("/dev/null") as sink:
            print(self, file=sink)
            return self

    @field_validator("size")
    @classmethod
    def keeps_none(cls, value):
        if value is None:
            return
        return value + 1

    @field_validator("size")
    @classmethod
    def leaves_none(cls, value):
        if value is not None:
            return value + 1

    @field_validator("size")
    @classmethod
    def matches_results(cls, value):
        match value:
            case int(number):
                return number
            case str(text):
                raise ValueError("size must be a number")

    def not_a_validator(self):
        print(self.sku)


def field_validator_of_mine(name):
    return lambda function: function


class Own:
    @field_validator_of_mine("x")
    def x(cls, value):
        print(value)
