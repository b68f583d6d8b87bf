# One guard is made for all roles; `admin` in the name of a module says nothing of who may call.
# --- app/admin/guards.py
from fastapi import HTTPException, Request
from fastapi.security.base import SecurityBase

from app.users import find


class IsAdmin:
    def allows(self, user: str) -> bool:
        return user == "admin"


class IsSomebody:
    def allows(self, user: str) -> bool:
        return True


class Allowed(SecurityBase):
    def __init__(self, checks: list[type[IsAdmin] | type[IsSomebody]]) -> None:
        self.checks = checks

    def __call__(self, request: Request) -> None:
        user = find(request.headers.get("Authorization"))
        if user is None or not all(check().allows(user) for check in self.checks):
            raise HTTPException(401)
# --- app/users.py
def find(key: str | None) -> str | None: ...
# --- app/main.py
from fastapi import Depends, FastAPI

from app.admin.guards import Allowed, IsAdmin, IsSomebody

app = FastAPI()


@app.get("/orders", dependencies=[Depends(Allowed([IsSomebody]))])
def list_orders() -> list[str]:  # expect: TST006 "from any of the 3 guarded endpoints" "`DELETE /orders/{order_id}` asks for more than a signed-in user: call it once more as a user who lacks that, and expect 401 or 403."
    return []


@app.delete("/orders/{order_id:int}", dependencies=[Depends(Allowed([IsAdmin]))])
def delete_order(order_id: int) -> None: ...


@app.get("/carts/{cart_id}", dependencies=[Depends(Allowed([IsSomebody]))])
def read_cart(cart_id: int) -> int:
    return cart_id
# --- tests/test_orders.py
from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


def test_orders() -> None:
    assert client.get("/orders", headers={"Authorization": "me"}).status_code == 200
