# No application is run from here: others import what is public.
# --- lib/__init__.py
from lib.prices import price
# --- lib/prices.py
def price() -> int:
    return 1


def other_price() -> int:
    return 2


def _old_price() -> int:  # expect: COD015/warning "Function `_old_price`"
    return 3
# --- tests/test_prices.py
from lib.prices import price


def test_price() -> None:
    assert price() == 1
