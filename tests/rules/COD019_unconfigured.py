# --- backend/__init__.py
# --- backend/app/__init__.py
# --- backend/app/config.py
settings = 1
# --- backend/app/features.py
router = 1
# --- backend/app/health.py
router = 1
# --- backend/app/main.py
from .health import router
from app.features import router as features  # expect: COD019 "`app.features` belongs before relative imports such as `.health`" "In `backend`, let a tool sort"

print(router, features)
# --- site/config.py
settings = 1
# --- site/services/mail.py
from config import settings
from email.message import EmailMessage  # expect: COD019 "belongs to the standard library, whose imports come before that of `config`" "In `site`, let"

print(settings, EmailMessage)
# --- jobs/run.py
import sys
import os  # expect: COD019 "`os` belongs before `sys`" "`ruff check --select I --fix PATH`, or `isort --profile black PATH`"
# --- copy/of/others/pyproject.toml
[project]
name = "copy"
# --- copy/of/others/tests/test_all.py
import pytest

print(pytest)
# --- top.py
import sys
import os  # expect: COD019
# --- checks/test_orders.py
from test.helpers import order
import json

print(order, json)
# --- test/__init__.py
# --- test/helpers.py
order = 1
# --- sorted/pyproject.toml
[tool.isort]
profile = "black"
# --- sorted/test/__init__.py
# --- sorted/test/helpers.py
order = 1
# --- sorted/test/test_orders.py
import json
from test.helpers import order
from uuid import UUID
# --- sorted/main.py
import sys
import json  # expect: COD019 "belongs before" "`isort PATH`"
# --- shop/__init__.py
# --- shop/models/__init__.py
from .base import Model
from .badge import Badge  # expect: COD019 "`.badge` belongs before `.base`" "`shop/models/badge.py` imports from here: `# isort: split` behind what it needs keeps that in front"

__all__ = ["Badge", "Model"]
# --- shop/models/base.py
Model = object
# --- shop/models/badge.py
from shop.models import Model

Badge = Model
