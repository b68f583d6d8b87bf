"""What only administrators may do."""

from __future__ import annotations

import logging
import subprocess
from typing import TYPE_CHECKING

import requests
from fastapi import APIRouter, HTTPException

from app.core.security import Admin
from app.models.common import Message
from app.repositories import orders as orders_repository
from app.services import pricing

if TYPE_CHECKING:
    from app.models.order import Order

logger = logging.getLogger(__name__)
router = APIRouter()
_last_imports: list[str] = []


@router.get("/orders")
def orders_by_status(status: str, admin: Admin) -> list[Order]:
    """Lists the orders of one status.

    Args:
        status (str): The status.
        admin (Customer): The caller, an administrator.

    Returns:
        list[Order]: The orders.
    """
    return orders_repository.with_status(status)


@router.post("/prices")
async def import_prices(source: str, admin: Admin) -> Message:
    """Loads the price list from a partner's server.

    Args:
        source (str): Address of a YAML file.
        admin (Customer): The caller, an administrator.

    Returns:
        Message: How many prices were loaded.

    Raises:
        HTTPException: 502 if the file could not be had.
    """
    answer = requests.get(source, timeout=30)
    if answer.status_code != 200:
        raise HTTPException(502, "the price list could not be had")
    _last_imports.append(source)
    pricing.PRICE_LIST.write_text(answer.text, encoding="utf-8")
    return Message(detail=f"{pricing.load_price_list()} prices")


@router.post("/quote")
def quote(formula: str, quantity: int, admin: Admin) -> Message:
    """Computes a price from a formula.

    Args:
        formula (str): Such as `12.5 * quantity`.
        quantity (int): How many articles.
        admin (Customer): The caller, an administrator.

    Returns:
        Message: The price.
    """
    return Message(detail=str(pricing.evaluate_formula(formula, quantity)))


@router.get("/carts/clear")
def expire_carts(admin: Admin) -> Message:
    """Empties all carts.

    Args:
        admin (Customer): The caller, an administrator.

    Returns:
        Message: What happened.
    """
    orders_repository.expire_carts()
    return Message(detail="cleared")


@router.post("/maintenance")
def run_maintenance(task, arguments=None):
    """Runs a maintenance script.

    Args:
        task: Name of the script.
        arguments: What it is given.

    Returns:
        What it printed.
    """
    try:
        command = "scripts/" + task + ".sh " + (arguments or "")
        return subprocess.check_output(command, shell=True, text=True)
    except subprocess.CalledProcessError as e:
        logger.info("maintenance failed: " + str(e))
        return {"error": str(e)}


@router.api_route("/flush", methods=["GET", "POST"])
async def flush(admin: Admin) -> Message:
    """Forgets the imports of this process.

    Args:
        admin (Customer): The caller, an administrator.

    Returns:
        Message: How many there were.
    """
    count = len(_last_imports)
    _last_imports.clear()
    return Message(detail=f"{count} forgotten")
