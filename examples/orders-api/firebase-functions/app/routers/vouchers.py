"""Vouchers: selling and looking up."""

from fastapi import APIRouter

from app.core.security import Admin
from app.models.common import Message
from app.models.voucher import VoucherCreate

router = APIRouter(prefix="/vouchers", tags=["vouchers"])


@router.post("", status_code=201)
def create(body: VoucherCreate, admin: Admin) -> Message:
    """Sells a voucher.

    Args:
        body (VoucherCreate): The voucher.
        admin (Customer): The caller, an administrator.

    Returns:
        Message: What was sold.
    """
    return Message(detail=f"voucher {body.code} over {body.amount}")
