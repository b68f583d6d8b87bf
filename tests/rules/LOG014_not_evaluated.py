# syntax-errors: allowed
# rules: LOG008, COD016, AUD004
# --- shop/__init__.py
# --- shop/alerts.py
import json
import logging

logger = logging.getLogger(__name__)


def alert(order):
    return {"title": order.id,
        "text": order.text,
    )


def told(order):
    try:
        order.send()
    except Exception as error:
        logger.error(f"order {order.id} failed: {error}")  # fastidious: ignore[LOG014] it is rare
# --- shop/providers/__init__.py
# --- shop/providers/_retired/paypal.py
import json
import logging

logger = logging.getLogger(__name__)


def charge(order):
    logger.info(f"order {order.id} charged")
# --- shop/providers/_legacy/__init__.py
# --- shop/providers/_legacy/cards.py
import logging

logger = logging.getLogger(__name__)


def charge(order):
    logger.info(f"order {order.id} charged")  # expect: LOG014
# --- shop/archive/orders.py
import logging

logger = logging.getLogger(__name__)


def keep(order):
    logger.info(f"order {order.id} kept")  # expect: LOG014
# --- shop/main.py
from shop.providers._legacy.cards import charge

print(charge)
