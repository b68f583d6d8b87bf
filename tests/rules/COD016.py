# --- app/main.py
from __future__ import annotations

import json  # expect: COD016 "`json` is imported and never used"
import os
import os.path
import sys as system  # expect: COD016 "`system` is imported"
from collections import OrderedDict, defaultdict  # expect: COD016 "`OrderedDict` is imported"
from typing import TYPE_CHECKING, cast

import requests  # noqa: F401 kept for its monkey patches
from fastapi import Depends as Depends
from fastapi import FastAPI

from app import models  # expect: COD016
from app.db import Session
from app.shared import helper

if TYPE_CHECKING:
    from app.types import Order, Unused  # expect: COD016 "`Unused` is imported"

try:
    import orjson
except ImportError:
    orjson = None

try:
    import uvloop
except ImportError:
    pass

app = FastAPI()
counts = defaultdict(int)


def home(order: "Order") -> str:
    return cast(str, os.environ["HOME"])


def local() -> None:
    import time  # expect: COD016 "`time` is imported"
    from datetime import datetime

    print(datetime)
# --- app/quoted.py
from datetime import date
from typing import TYPE_CHECKING, TypeAlias, Union, cast

from pydantic import BaseModel

if TYPE_CHECKING:
    from app.types import Order, Unused

Either: TypeAlias = Union["Order", int]


class Day(BaseModel):
    date: date


def first(value: object) -> object:
    return cast("Unused", value)
# --- app/both.py
from json import dumps, loads  # expect: COD016, COD016

import sys; import csv  # expect: COD016 "`csv`"

print(sys)
# --- app/db.py
from sqlalchemy.orm import Session
from app.shared import secret  # expect: COD016

__all__ = ["engine", "create_engine"]

from sqlalchemy import create_engine

engine = None
# --- app/shared.py
helper = secret = 1
# --- app/models/__init__.py
from app.models.user import User
# --- app/models/user.py
class User:
    pass
# --- app/types.py
class Order:
    pass


class Unused:
    pass
# --- app/uses.py
from app.main import Session, helper

print(Session, helper)
# --- alembic/versions/1.py
import sqlalchemy
