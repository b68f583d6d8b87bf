# --- app/main.py
import httpx
from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel

from app.auth import Permission, Role, User, current_user, require_permission

app = FastAPI()
admin_router = APIRouter(prefix="/admin/models")
router = APIRouter(prefix="/models")


class Server(BaseModel):
    base: str


@admin_router.post("/check")
def check_by_permission(body: Server, _: User = Depends(require_permission(Permission.MANAGE_MODELS))) -> str:
    return httpx.get(f"{body.base}/models").text  # expect: SEC029/warning "asks for an administrator"


@router.post("/panel")
def check_by_panel(body: Server, _: User = Depends(require_permission(Permission.FULL_ADMIN_PANEL_ACCESS))) -> str:
    return httpx.get(f"{body.base}/models").text  # expect: SEC029/warning


@router.post("/read")
def check_by_reader(body: Server, _: User = Depends(require_permission(Permission.READ_MODELS))) -> str:
    return httpx.get(f"{body.base}/models").text  # expect: SEC029/review


@router.post("/session")
def check_in_body(body: Server, user: User = Depends(current_user)) -> str:
    if Role.PROXY_ADMIN != user.role:
        raise HTTPException(403)
    return httpx.get(f"{body.base}/models").text  # expect: SEC029/warning


@router.post("/anybody")
def check_by_anybody(body: Server, user: User = Depends(current_user)) -> str:
    return httpx.get(f"{body.base}/models").text  # expect: SEC029


app.include_router(admin_router)
app.include_router(router)
# --- app/auth.py
from enum import Enum

from fastapi import Depends, Header, HTTPException


class Permission(str, Enum):
    MANAGE_MODELS = "manage:models"
    FULL_ADMIN_PANEL_ACCESS = "admin"
    READ_MODELS = "read:models"


class Role(str, Enum):
    PROXY_ADMIN = "proxy_admin"
    USER = "user"


class User:
    role: Role
    permissions: list[Permission]


def find_user(token: str) -> User | None:
    return USERS.get(token)


USERS: dict[str, User] = {}


async def current_user(authorization: str = Header()) -> User:
    user = find_user(authorization)
    if user is None:
        raise HTTPException(401)
    return user


def require_permission(required: Permission):
    async def dependency(user: User = Depends(current_user)) -> User:
        if required not in user.permissions:
            raise HTTPException(403)
        return user

    return dependency
# --- app/included.py
import httpx
from elsewhere import register
from fastapi import APIRouter, Depends, FastAPI
from pydantic import BaseModel

from app.auth import Permission, User, require_permission

router = APIRouter(prefix="/admin/servers")
basic_router = APIRouter(prefix="/servers")
register(router, basic_router)


class Server(BaseModel):
    base: str


@router.post("/check")
def check_unseen(body: Server, _: User = Depends(require_permission(Permission.MANAGE_MODELS))) -> str:
    return httpx.get(f"{body.base}/models").text  # expect: SEC029/warning


@basic_router.post("/check")
def check_unseen_basic(body: Server, _: User = Depends(require_permission(Permission.READ_MODELS))) -> str:
    return httpx.get(f"{body.base}/models").text  # expect: SEC029
