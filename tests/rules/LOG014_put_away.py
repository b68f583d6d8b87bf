# What is kept beside its successor, and examples that nothing imports, write no records.
# --- app/__init__.py
# --- app/bot-old.py
import logging

logger = logging.getLogger(__name__)


def paid(order) -> None:
    logger.info(f"order {order.id} paid")
# --- app/workers/__init__.py
# --- app/workers/examples/__init__.py
# --- app/workers/examples/orders.py
import logging

logger = logging.getLogger(__name__)


def shipped(order) -> None:
    logger.info(f"order {order.id} shipped")
# --- app/bot.py
import logging

logger = logging.getLogger(__name__)


def paid(order) -> None:
    logger.info(f"order {order.id} paid")  # expect: LOG014
