from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

app = FastAPI()


class Order(BaseModel):
    id: int = Field(alias="orderId")
    order_id: int = Field(alias="orderId")  # expect: VAL024 "`Order.order_id` and `id` are both `orderId` in JSON"


class Generated(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel)

    order_id: int
    orderId: int  # expect: VAL024


class Base(BaseModel):
    name: str = Field(serialization_alias="title")


class Answer(Base):
    title: str  # expect: VAL024


class Nothing(BaseModel):
    model_config = ConfigDict(validate_by_alias=False, validate_by_name=False)  # expect: VAL024 "neither by alias nor by name"

    id: int


class Fine(BaseModel):
    id: int = Field(alias="orderId")
    order_id: int


class Unused(BaseModel):
    id: int = Field(alias="orderId")
    order_id: int = Field(alias="orderId")


@app.post("/")
def create(order: Order, generated: Generated, nothing: Nothing, fine: Fine) -> Answer: ...
