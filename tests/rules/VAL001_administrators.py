# --- app/main.py
from fastapi import Depends, FastAPI, Request
from fastapi.responses import HTMLResponse

from app.guards import get_admin_user

app = FastAPI()


@app.patch("/settings", dependencies=[Depends(get_admin_user)])
def change_settings(data: dict) -> None:  # expect: VAL001/warning "`PATCH /settings` takes"
    store(data)


@app.api_route("/backoffice/deny", methods=["GET", "POST"])
async def deny(request: Request, user=Depends(get_admin_user)) -> HTMLResponse:
    if request.method == "POST":
        form = await request.form()  # expect: VAL001/warning
        store(form["reason"])
    return HTMLResponse("<form method=post></form>")


@app.post("/orders")
def order(data: dict) -> None:  # expect: VAL001/critical
    store(data)
# --- app/guards.py
import jwt
from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

scheme = OAuth2PasswordBearer(tokenUrl="token")


def get_admin_user(token: str = Depends(scheme)) -> dict:
    user = jwt.decode(token, "k", algorithms=["HS256"])
    if user["role"] != "admin":
        raise HTTPException(403)
    return user
# --- app/loaded.py
# Nobody is seen to include it.
from elsewhere import register
from fastapi import APIRouter, Depends

from app.permissions import Permission, require

router = APIRouter()
register(router)


@router.post("/license")
def license(data: dict, user=Depends(require(Permission.FULL_ADMIN_PANEL))) -> None:  # expect: VAL001/warning
    store(data)
# --- app/permissions.py
from enum import Enum


class Permission(Enum):
    FULL_ADMIN_PANEL = 1


def require(permission: Permission):
    async def ask() -> dict:
        return look_up(permission)

    return ask
