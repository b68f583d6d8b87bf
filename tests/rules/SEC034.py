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
# --- app/people.py
import re

from fastapi import FastAPI, UploadFile
from pydantic import BaseModel, Field

from app.patterns import EMAIL, NAME
from app.tidy import Tidier, has_one_name, is_name, measured, shortened

app = FastAPI()


class Person(BaseModel):
    name: str
    short: str = Field(max_length=20)
    age: int


@app.post("/people")
def create(person: Person) -> bool:
    Tidier(person.short).has_name()
    shortened(person.name)
    return is_name(person.name)


@app.post("/measured")
def measure(person: Person) -> bool:
    measured(person.name)
    return has_one_name(person.name)


@app.post("/tidy")
def tidy(person: Person) -> bool:
    return Tidier(person.name).has_words()
# --- app/tidy.py
import re

from app.patterns import EMAIL, NAME


def is_name(text: str) -> bool:
    EMAIL.match(text)
    return NAME.match(text) is not None  # expect: SEC034/critical


def has_one_name(text: str) -> bool:
    return NAME.match(text) is not None  # expect: SEC034/warning


def measured(text: str) -> bool:
    if len(text) > 40:
        raise ValueError(text)
    return NAME.match(text) is not None


def shortened(text: str) -> bool:
    return NAME.match(text[:40]) is not None


class Tidier:
    def __init__(self, text: str) -> None:
        self.text = text

    def has_name(self) -> bool:
        return re.match(r"^([a-z]+)*$", self.text.strip()) is not None

    def has_words(self) -> bool:
        return re.match(r"^(\w+\s?)*$", self.text) is not None  # expect: SEC034/critical
