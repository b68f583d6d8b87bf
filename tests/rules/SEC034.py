# --- app/main.py
import re
from typing import Annotated

from fastapi import FastAPI, Query
from pydantic import BaseModel, Field, field_validator

from app.patterns import EMAIL, NAME

app = FastAPI()
LOCAL = re.compile(r"^([a-z]+\d?)+$")


class Person(BaseModel):
    name: str = Field(pattern=r"^(\w+\s?)*$")

    @field_validator("name")
    @classmethod
    def tidy(cls, value: str) -> str:
        re.match(r"^(\w+\s?)*$", value)  # expect: SEC034
        return value


@app.get("/search")
def search(
    name: str, short: Annotated[str, Query(max_length=20)], also: str = Query("", max_length=9)
) -> bool:
    re.match(r"^(\w+\s?)*$", name)  # expect: SEC034 "`(\w+\s?)*`"
    re.fullmatch(r"(a|a)*", name)  # expect: SEC034
    NAME.match(name)  # expect: SEC034
    LOCAL.search(name.strip())  # expect: SEC034
    re.sub(r"(x+x+)+y", "", name)  # expect: SEC034
    EMAIL.match(name)
    re.match(r"^(\w+\s?)*$", short)
    re.match(r"^(\w+\s?)*$", also)
    re.match(r"^(\w+\s?)*$", name[:40])
    re.match(r"(\w+\s?)*", name)
    re.match(r"^[\w\s]*$", name)
    re.match(r"^(\w+\s?)*$", "constant")
    re.match(name, "constant")
    return True
# --- app/patterns.py
import re

NAME = re.compile(r"^(\w+\s?)*$")
EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
