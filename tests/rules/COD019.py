# --- app/__init__.py
# --- app/sorted.py
"""Docs."""
from __future__ import annotations

import os
import sys
from collections import OrderedDict, defaultdict
from typing import TYPE_CHECKING, Any

import requests
from fastapi import APIRouter, Depends, status
from sqlalchemy import JSON, Column, select

import app.db
from app.models import Order
from app.services import total

from .. import app
from . import helpers
from .db import session

if TYPE_CHECKING:
    from zoo import b
    from zoo import a
# --- app/mixed.py
from abc import ABC
import os
from typing import Any

from fastapi import FastAPI
import requests
# --- app/own_groups.py
import sqlalchemy

import alembic
from app.models import Order
# --- app/groups.py
import requests
import os  # expect: COD019 "`os` belongs to the standard library, whose imports come before those of third-party"
# --- app/letters.py
import sys
import os  # expect: COD019 "`os` belongs before `sys`"
from typing import Any, cast, TypeVar
# --- app/names.py
from typing import cast, Any  # expect: COD019 "The names imported from `typing` are not sorted"
from typing_extensions import a, B
# --- app/first_party.py
from app.models import Order
from fastapi import FastAPI  # expect: COD019
# --- app/blocks.py
import sys

print(sys)
import os
# --- app/silenced.py
import sys
import os  # noqa: I001
# --- app/split.py
import sys

# isort: split
import os
# --- app/models.py
Order = 1
# --- app/services.py
total = 1
# --- app/db.py
session = 1
# --- app/helpers.py
