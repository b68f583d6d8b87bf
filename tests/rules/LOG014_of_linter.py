# Whoever tells the own linter to let f-strings pass (G004) has decided.
# --- pyproject.toml
[tool.ruff.lint]
select = ["E", "F", "G"]
ignore = ["G004"]
# --- app/__init__.py
# --- app/orders.py
import logging

logger = logging.getLogger(__name__)


def paid(order) -> None:
    logger.info(f"order {order.id} paid")
