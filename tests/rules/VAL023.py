# --- app/main.py
from typing import Annotated, Literal, Optional

from fastapi import FastAPI, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, conint
from pydantic_settings import BaseSettings

from app.limits import MAX_PAGE, Percent

app = FastAPI()


class Page(BaseModel):
    size: int = Field(500, ge=1, le=100)  # expect: VAL023 "The default of `size` is above `le=100`"
    below: int = Field(default=0, ge=1)  # expect: VAL023 "is below `ge=1`"
    edge: float = Field(default=1.0, gt=1)  # expect: VAL023 "is not above `gt=1`"
    negative: Annotated[int, Field(gt=0)] = -1  # expect: VAL023
    constant: int = Field(MAX_PAGE, lt=100)  # expect: VAL023
    percent: Percent = 101  # expect: VAL023
    step: int = Field(7, multiple_of=5)  # expect: VAL023
    old: conint(ge=5) = 3  # expect: VAL023
    code: str = Field("abcd", max_length=3)  # expect: VAL023 "is longer than `max_length=3`"
    empty: str = Field(default="", min_length=1)  # expect: VAL023
    upper: Annotated[str, StringConstraints(pattern="^[A-Z]+$")] = "abc"  # expect: VAL023 "does not match `pattern`"
    tags: list[str] = Field([], min_length=1)  # expect: VAL023
    kind: Literal["a", "b"] = "c"  # expect: VAL023 "is none of the values of its Literal"
    maybe: Optional[Literal["a"]] = Field("z", description="x")  # expect: VAL023

    good: int = Field(50, ge=1, le=100)
    none: int | None = Field(None, ge=1)
    unicode: str = Field("äöü", max_length=3)
    chosen: Literal["a", "b"] = "b"
    nullable: Literal["a", None] = None
    matched: str = Field("ABC", pattern=r"^[A-Z]+$")
    lookaround: str = Field("abc", pattern=r"(?=x)y")
    items: list[Annotated[int, Field(ge=5)]] = [1]
    made: int = Field(default_factory=int, ge=1)
    checked: int = Field(0, ge=1, validate_default=True)
    flag: bool = Field(True, description="flag")
    from_call: int = Field(int("3"), ge=5)


class Validated(BaseModel):
    model_config = ConfigDict(validate_default=True)
    size: int = Field(500, le=100)


class Settings(BaseSettings):
    workers: int = Field(0, ge=1)


class Plain:
    size: int = Field(500, le=100)


@app.get("/items")
def items(
    size: int = Query(500, le=100),  # expect: VAL023
    q: Annotated[str, Query(min_length=3)] = "",  # expect: VAL023
    page: Annotated[int, Query(ge=1)] = 1,
) -> None: ...
# --- app/limits.py
from typing import Annotated

from pydantic import Field

MAX_PAGE = 100
Percent = Annotated[int, Field(ge=0, le=100)]
