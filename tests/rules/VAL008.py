# --- pyproject.toml
[project]
name = "shop"
dependencies = ["fastapi"]
# --- app/errors.py
class DomainError(Exception):
    pass


class BadSku(ValueError):
    pass

# --- app/models.py
from json import JSONDecodeError

from fastapi import HTTPException, status
from pydantic import BaseModel, field_validator, model_validator
from pydantic_core import PydanticCustomError, PydanticUseDefault

from somewhere import LibraryError

from . import errors
from .errors import BadSku


class Payment(BaseModel):
    amount: int
    sku: str

    @field_validator("amount")
    @classmethod
    def check(cls, value):
        if value is None:
            raise TypeError("amount must be a number")  # expect: VAL008 "`check` raises `TypeError`"
        if value == 1:
            raise KeyError(value)  # expect: VAL008
        if value == 2:
            raise HTTPException(status.HTTP_400_BAD_REQUEST, "no")  # expect: VAL008 "HTTPException"
        if value == 3:
            raise errors.DomainError("domain rules are broken")  # expect: VAL008
        if value == 4:
            raise Exception("generic")  # expect: VAL008
        if value == 5:
            raise RuntimeError  # expect: VAL008
        if value == 6:
            raise ValueError("amount must not be six")
        if value == 7:
            raise BadSku("subclasses are collected")
        if value == 8:
            raise PydanticCustomError("seven", "must not be seven")
        if value == 9:
            raise PydanticUseDefault()
        if value == 10:
            raise NotImplementedError
        if value == 11:
            raise LibraryError("nobody knows its bases")
        if value == 12:
            raise JSONDecodeError("a ValueError", "", 0)
        if value == 13:
            raise UnicodeError("a ValueError")
        return value

    @model_validator(mode="after")
    def translate(self):
        try:
            if not self.sku:
                raise KeyError("sku")
        except KeyError as error:
            raise ValueError("sku must be known") from error
        try:
            print(self.sku)
        except OSError:
            raise TypeError("from a handler")  # expect: VAL008
        return self

    def method(self):
        raise TypeError("not a validator")
# --- old/pyproject.toml
[project]
name = "old"
dependencies = ["pydantic==1.10.13", "fastapi==0.95.0"]
# --- old/models.py
from pydantic import BaseModel, validator


class Old(BaseModel):
    amount: int

    @validator("amount")
    def check(cls, value):
        if value is None:
            raise TypeError("version 1 collects it")
        return value
