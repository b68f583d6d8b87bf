# --- requirements.txt
pydantic==2.11.0
# --- app/models.py
from typing import Any

import httpx
from pydantic import BaseModel, Field, root_validator, validator
from pydantic.v1 import BaseModel as OldModel
from pydantic.v1 import validator as old_validator


class Order(BaseModel):
    sku: str = Field(regex="^a")
#                    ^^^^^^^^^^ expect: VAL005/critical "`Field(regex=…)` is Pydantic 1"
    # fixed: sku: str = Field(pattern="^a")
    tags: list[str] = Field(default=[], min_items=1)  # expect: VAL005/warning
    # fixed: tags: list[str] = Field(default=[], min_length=1)
    kind: str = Field("x", const=True)  # expect: VAL005/critical

    class Config:  # expect: VAL005/warning "`orm_mode` is now `from_attributes`" "`model_config = ConfigDict(…)`, from `pydantic`, with"
        orm_mode = True

    @validator("sku")  # expect: VAL005 "`@validator` is Pydantic 1: `@field_validator`" "with `from pydantic import field_validator`"
    def check(cls, value: str) -> str:
        return value

    @root_validator(pre=True)  # expect: VAL005 "`@model_validator`"
    def check_all(cls, values: dict) -> dict:
        return values


class Own(BaseModel):
    def model_dump(self, **options: Any) -> dict:
        return {}


class Old(OldModel):
    sku: str

    class Config:
        orm_mode = True

    @old_validator("sku")
    def check(cls, value: str) -> str:
        return value


def use(order: Order, old: Old, own: Own, anything: Any, data: dict, row: Any) -> None:
    order.dict()
#         ^^^^ expect: VAL005 "`dict()` is Pydantic 1: `model_dump()` in version 2"
    # fixed: order.model_dump()
    order.dict(exclude_unset=True)  # expect: VAL005
    # fixed: order.model_dump(exclude_unset=True)
    order.json(ensure_ascii=False)  # expect: VAL005
    # fixed: order.json(ensure_ascii=False)
    order.copy(update={"sku": "x"})  # expect: VAL005
    # fixed: order.model_copy(update={"sku": "x"})
    Order.parse_obj(data)  # expect: VAL005
    # fixed: Order.model_validate(data)
    Order.from_orm(row)  # expect: VAL005
    Order.schema()  # expect: VAL005
    # fixed: Order.model_json_schema()
    Order.parse_raw("{}")  # expect: VAL005
    Order.__fields__  # expect: VAL005
    own.dict()  # expect: VAL005
    # fixed: own.dict()
    order.model_dump()
    try:
        order.model_dump()
    except AttributeError:
        order.dict()
    shown = order.model_dump() if hasattr(order, "model_dump") else order.dict()
    print(shown)
    old.dict()
    Old.parse_obj(data)
    Old.__fields__
    anything.dict()
    data.copy()
    httpx.get("https://example.com").json()
# --- legacy/requirements.txt
pydantic==1.10.2
# --- legacy/app/models.py
from pydantic import BaseModel, validator


class Order(BaseModel):
    sku: str

    @validator("sku")
    def check(cls, value: str) -> str:
        return value


def dump(order: Order) -> dict:
    return order.dict()
