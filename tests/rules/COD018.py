# --- app/__init__.py
# --- app/orders.py
import json

from app.invoices import rate


def total(order):
    return rate() * order.amount + len(json.dumps({}))
# --- app/invoices.py
import app.orders  # expect: COD018 "import each other: app.invoices → app.orders → app.invoices"


def rate():
    return app.orders.total
# --- app/a.py
from . import b  # expect: COD018 "Modules import each other: app.a → app.b → app.c → app.a"
# --- app/b.py
from .c import x
# --- app/c.py
from app import a

x = a
# --- app/lazy.py
from app import late
# --- app/late.py
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app import lazy


def use():
    from app import lazy

    return lazy
# --- app/models/__init__.py
from app.models.user import User
# --- app/models/user.py
from app.models.base import Base


class User(Base):
    pass
# --- app/models/base.py
class Base:
    pass
