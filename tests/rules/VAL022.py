# --- pyproject.toml
[project]
name = "shop"
dependencies = ["fastapi"]
# --- app/models.py
import re
from typing import Annotated

from fastapi import FastAPI, Path, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, constr

from .base import PythonRegexModel

PASSWORD = r"^(?=.*\d).{12,}$"
Slug = Annotated[str, StringConstraints(pattern=r"^(?!-)[a-z-]+$")]  # expect: VAL022 "look-ahead"

app = FastAPI()


class User(BaseModel):
    password: str = Field(min_length=12, pattern=PASSWORD)  # expect: VAL022 "look-ahead"
    behind: str = Field(pattern=r"(?<=a)b")  # expect: VAL022 "look-behind"
    twice: str = Field(pattern=r"(a)\1")  # expect: VAL022 "back-reference"
    named: Annotated[str, Field(pattern=r"(?P<q>['\"]).*(?P=q)")]  # expect: VAL022
    atomic: constr(pattern=r"(?>ab)c")  # expect: VAL022 "atomic group"
    end: str = Field(pattern=r"\Aab\Z")  # expect: VAL022 "\Z"

    plain: str = Field(pattern=r"^[A-Z]{2}\d+$")
    name_group: str = Field(pattern=r"(?P<year>\d{4})-(?:x|y)(?i)")
    in_class: str = Field(pattern=r"[(?=)]+")
    escaped: str = Field(pattern=r"\(?=\)")
    octal: str = Field(pattern=r"[\1]")
    bracket: str = Field(pattern=r"[](?=]")
    compiled: str = Field(pattern=re.compile(r"(?=a)a"))
    extra: str = Field(description="(?=not a pattern)")


class Python(BaseModel):
    model_config = ConfigDict(regex_engine="python-re")
    password: str = Field(pattern=PASSWORD)


class Inherits(PythonRegexModel):
    password: str = Field(pattern=PASSWORD)


class Keyword(BaseModel, regex_engine="python-re"):
    password: str = Field(pattern=PASSWORD)


class Unknown(BaseModel):
    model_config = ConfigDict(**{"regex_engine": "python-re"})
    password: str = Field(pattern=PASSWORD)


@app.get("/items/{sku}")
def read(
    sku: Annotated[str, Path(pattern=r"^(?!0)\d+$")],  # expect: VAL022
    q: str = Query("", pattern="^[a-z]*$"),
) -> str:
    return sku + q
# --- app/base.py
from pydantic import BaseModel


class PythonRegexModel(BaseModel):
    model_config = {"regex_engine": "python-re"}
# --- old/requirements.txt
pydantic==1.10.13
fastapi==0.100.0
# --- old/main.py
from fastapi import Query


def search(q: str = Query("", pattern=r"(?=a)a")) -> str:
    return q
