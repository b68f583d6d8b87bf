# --- app/main.py
from typing import Annotated, List, Literal, Optional
from uuid import UUID

from fastapi import FastAPI, Path, Query
from pydantic import BaseModel, ConfigDict, EmailStr, Field, field_validator

app = FastAPI()
EXAMPLE = "x" * 20
LONG = "far too long"


class Order(BaseModel):
    quantity: int = Field(ge=1, le=10, examples=[2, 12])  # expect: API015 "This example of `quantity` is above `le=10`"
    price: float = Field(examples=["a lot"])  # expect: API015 "is no float"
    count: int = Field(example="many")  # expect: API015 "is no int"
    half: int = Field(examples=[1.5])  # expect: API015 "is no whole number"
    sku: str = Field(examples=[123])  # expect: API015 "is a number and no text"
    flag: str = Field(examples=[True])  # expect: API015
    active: bool = Field(examples=["maybe"])  # expect: API015
    code: Annotated[str, Field(max_length=3, examples=["abcd"])]  # expect: API015
    constant: str = Field(max_length=3, examples=[LONG])  # expect: API015
    kind: Literal["a", "b"] = Field("a", examples=["c"])  # expect: API015
    tags: List[str] = Field(examples=["red"])  # expect: API015 "is no list"
    email: EmailStr = Field(examples=["john"])  # expect: API015 "is no e-mail address"
    key: Optional[UUID] = Field(None, examples=["1234"])  # expect: API015 "is no UUID"
    text: str = Field(examples="some text")  # expect: API015 "it takes a list"

    good: int = Field(ge=1, examples=[1, "2", 3.0, None])
    fine: bool = Field(examples=["yes", 1, False])
    id: UUID = Field(examples=["3fa85f64-5717-4562-b3fc-2c963f66afa6"])
    mail: EmailStr = Field(examples=["john@example.com"])
    many: list[int] = Field(examples=[[1, 2], []])
    made: str = Field(max_length=3, examples=[EXAMPLE])
    union: int | str = Field(examples=["x", 3])
    converted: int = Field(examples=["12 pieces"])

    @field_validator("converted", mode="before")
    @classmethod
    def convert(cls, value):
        return str(value).split()[0]


class Extra(BaseModel):
    name: str
    size: int = Field(le=10)
    aliased: int = Field(alias="other")

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": 5,  # expect: API015
                    "size": 11,  # expect: API015
                    "aliased": "x",
                    "unknown": None,
                }
            ],
            "example": {"name": "x", "size": "y"},  # expect: API015
        }
    )


@app.get("/items/{sku}")
def read(
    sku: Annotated[int, Path(examples=["abc"])],  # expect: API015
    size: int = Query(10, le=100, examples=[1000]),  # expect: API015
    q: str = Query("", examples=["red"]),
) -> None: ...
