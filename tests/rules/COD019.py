# syntax-errors: allowed
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
# --- app/unreadable.py
import sys
import os

def broken(:
# --- scripts/seed.py
import sys

from app.models import Order
from sqlalchemy import select  # expect: COD019 "whose imports come before those of this project"
# --- worker/pyproject.toml
[tool.ruff.lint.isort]
from-first = true
force-sort-within-sections = false
known-third-party = ["protocol"]
[tool.ruff.lint]
exclude = ["generated"]
fixable = ["E", "F"]
per-file-ignores = {"legacy/*" = ["I"]}
# --- worker/main.py
from os import path
from sys import argv
import json

from fastapi import FastAPI
from protocol import Order
from shared.money import Amount
import httpx

from worker_jobs import run
# --- worker/reversed.py
import json
from os import path  # expect: COD019 "`os` belongs before `json`" "--fixable I --fix PATH`"
# --- worker/worker_jobs.py
run = 1
# --- worker/protocol.py
Order = 1
# --- worker/generated/client.py
import sys
import os
# --- worker/legacy/old.py
import sys
import os
# --- common/pyproject.toml
[project]
name = "common"
# --- common/shared/__init__.py
# --- common/shared/money.py
Amount = int
# --- mail/setup.py
# --- mail/post/__init__.py
# --- mail/post/letters.py
# --- mail/post/main.py
from post.letters import send
from pydantic import BaseModel
import httpx  # expect: COD019 "`httpx` belongs before `pydantic`"
# --- mail/post/alphabet.py
from post.letters import send
from pydantic import BaseModel
# --- jobs/.isort.cfg
[settings]
profile = black
skip = vendored.py
# --- jobs/send.py
import sys
import os  # expect: COD019 "`os` belongs before `sys`" "`isort PATH`"
# --- jobs/checks.py
from test.tools import random_text
from uuid import UUID

import httpx
# --- jobs/test/tools.py
random_text = 1
# --- jobs/vendored.py
import sys
import os
# --- jobs/relative/__init__.py
from ..send import os
from .send import os
from .mail import os  # expect: COD019 "`.mail` belongs before `.send`"
# --- server/pyproject.toml
[tool.ruff]
line-length = 100
# --- server/shop/__init__.py
# --- server/shop/config.py
settings = 1
# --- server/tests/test_client.py
import httpx
from shop.generated.outputs import Order
from sqlalchemy import select

from shop.config import settings
# --- sdk/pyproject.toml
[project]
name = "shop-sdk"
# --- sdk/shop/__init__.py
# --- sdk/shop/generated/__init__.py
# --- sdk/shop/generated/outputs.py
Order = 1
# --- portal/pyproject.toml
[tool.ruff]
src = ["src"]
[tool.ruff.lint]
select = ["I"]
# --- portal/src/desk/errors.py
from src.desk.tables import rows
from strawberry import type

import counter
from desk.tables import rows
# --- portal/src/desk/tables.py
from desk.errors import type
from strawberry import type  # expect: COD019 "whose imports come before those of this project"
rows = 1
# --- portal/src/desk/__init__.py
# --- portal/src/counter.py
# --- hooked/.pre-commit-config.yaml
repos:
  - repo: https://github.com/asottile/reorder_python_imports
    rev: v3.9.0
    hooks:
      - id: reorder-python-imports
  - repo: https://github.com/astral-sh/ruff-pre-commit
    rev: v0.8.4
    hooks:
      - id: ruff
# --- hooked/main.py
from sys import argv
import os
# --- hooked/sorted/pyproject.toml
[tool.ruff.lint]
select = ["I"]
# --- hooked/sorted/main.py
import sys
import os  # expect: COD019
