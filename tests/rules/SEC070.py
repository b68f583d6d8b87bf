# --- app/main.py
from fastapi import APIRouter, Depends, HTTPException, Query

from app.users import Order, User, get_order, get_user, has_permission

router = APIRouter()


@router.delete("/orders/{order_id}")
def delete(order_id: int, limit: int = Query(10), user: User = Depends(get_user)) -> None:
    assert user.is_admin, "admins only"  # expect: SEC070 "`is_admin`"
    # fixed: if not (user.is_admin):
    # fixed: raise HTTPException(status_code=403, detail="admins only")
    order = get_order(order_id)
    assert order.owner_id == user.id  # expect: SEC070 "`owner_id`"
    assert has_permission(user, "delete")  # expect: SEC070
    assert "delete" in user.permissions  # expect: SEC070
    assert limit <= 100  # expect: SEC070 "validates `limit`"
    assert user is not None  # expect: SEC070 "there is a user"
    assert order is not None
    assert order.total >= 0
    assert isinstance(order, Order)
    if not user.is_admin:
        raise HTTPException(status_code=403)


def service(user: User, order: Order, count: int) -> None:
    assert user.is_superuser  # expect: SEC070
    assert user is not None
    assert count > 0
    assert order.owner_id is not None
    assert order.user_id == 5


def parse(token: object) -> None:
    assert token.type == "NAME"


def roles(caller: User, message: object, row: object) -> None:
    assert caller.role == "admin"  # expect: SEC070 "tests `role`"
    assert "Admin" in caller.roles  # expect: SEC070
    assert caller.role is Role.OWNER  # expect: SEC070
    assert message.role == "user"
    assert row.role == row.expected


class Role:
    OWNER = 1
# --- app/users.py
class User:
    id: int
    is_admin: bool
    is_superuser: bool
    permissions: list[str]


class Order:
    owner_id: int
    total: int


def get_user() -> User:
    return User()


def get_order(order_id: int) -> Order:
    return Order()


def has_permission(user: User, what: str) -> bool:
    return what in user.permissions
# --- tests/test_app.py
from app.users import User


def test_admin() -> None:
    assert User().is_admin
