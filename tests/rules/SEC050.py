# --- app/main.py
from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.responses import JSONResponse, RedirectResponse

from app import settings
from app.api import CurrentUser
from app.api.deps import Checker, get_user, guard_by_lambda, limited
from app.items import router as items
from app.open import router as open_router
from app.private import router as private
from app.users import router as users

app = FastAPI()

app.include_router(users, prefix="/v1")
app.include_router(users, prefix="/v2")
app.include_router(items)
app.include_router(open_router)  # expect: SEC050/review "None of the 2 endpoints"
if settings.ENVIRONMENT == "development":
    app.include_router(private)  # expect: SEC050/warning "None of the 2 endpoints"


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}


@app.post("/login")
def login(name: str, password: str) -> str:
    return name + password


@app.get("/orders/{order_id}")  # expect: SEC050/review "`GET /orders/{order_id}` (`read_order`) asks nobody who is calling"
def read_order(order_id: int) -> int:
    return order_id


@app.get("/old")
def moved() -> RedirectResponse:
    return RedirectResponse("/new")


@app.get("/theme")
def theme(name: str) -> str:
    """Give the colours. Note: this endpoint is public (no authentication
    required), so that all users can see them.
    """
    return name


@app.get("/internal")  # expect: SEC050/review
def internal(name: str) -> str:
    """Give what is not meant for a public endpoint."""
    return name


@app.get("/skills", tags=["public"])
def skills(name: str) -> str:
    return name


@app.get("/enabled")
def enabled() -> dict[str, bool | str]:
    """Say whether it is there."""
    return {"enabled": settings.ENABLED, "name": "it"}


@app.get("/status")
def status() -> JSONResponse:
    return JSONResponse({"status": True})


@app.get("/key")  # expect: SEC050/review
def key() -> str:
    return settings.SIGNING_KEY


@app.get("/prices")  # expect: SEC050/review
def prices() -> dict[str, int]:
    return settings.prices()


@app.get("/gone")
def gone() -> None:
    raise NotImplementedError


@app.get("/aliased")
def aliased(user: CurrentUser) -> str:
    return user.name


@app.delete("/items", dependencies=[Depends(Checker(role="admin"))])
def checked_by_object() -> None: ...


@app.put("/items", dependencies=[Depends(guard_by_lambda)])
def checked_behind_lambda() -> None: ...


@app.patch("/items")  # expect: SEC050/review
def only_counted(count: int = Depends(limited)) -> int:
    return count


# --- app/settings.py
import os

ENVIRONMENT = os.environ["ENVIRONMENT"]
ENABLED = True
SIGNING_KEY = "abc"


def prices() -> dict[str, int]:
    return {"a": 1}

# --- app/api/__init__.py
from app.api.aliases import CurrentUser as CurrentUser

# --- app/api/aliases.py
from typing import Annotated

from fastapi import Depends

from app.api.deps import get_user
from app.models import User

CurrentUser = Annotated[User, Depends(get_user)]

# --- app/api/deps.py
import functools

import jwt
from fastapi import Depends, HTTPException, Security, status
from fastapi.security import HTTPBearer, OAuth2PasswordBearer, SecurityScopes

from app.models import User, find

bearer = HTTPBearer(auto_error=False)
oauth = OAuth2PasswordBearer(tokenUrl="login")


def get_user(token: str = Depends(oauth)) -> User:
    try:
        payload = jwt.decode(token, "key", algorithms=["HS256"])
    except jwt.PyJWTError as error:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED) from error
    user = find(payload["sub"])
    if user is None:
        raise HTTPException(status_code=404)
    return user


def get_scoped(scopes: SecurityScopes, user: User = Depends(get_user)) -> User:
    return user


class Checker:
    def __init__(self, role: str) -> None:
        self.role = role

    def __call__(self, user: User = Depends(get_user)) -> None:
        if user.role != self.role:
            raise HTTPException(403)


def _by_bearer(prefix: str, creds=Depends(bearer)) -> User:
    if creds is None:
        raise HTTPException(401)
    user = find(prefix + creds.credentials)
    if not user:
        raise HTTPException(401)
    return user


by_partial = functools.partial(_by_bearer, "user:")
guard_by_lambda = lambda user=Depends(get_user): user


def limited(limit: int = 10) -> int:
    if limit > 100:
        raise HTTPException(403)
    return limit


# --- app/models.py
class User:
    name: str = ""
    role: str = ""


def find(key: str) -> User | None: ...


# --- app/users.py
from fastapi import APIRouter, Depends

from app.api.deps import get_user

router = APIRouter(prefix="/users", dependencies=[Depends(get_user)])


@router.get("/")
def listed() -> list[str]: ...


@router.get("/me")
def own() -> str: ...


# --- app/items.py
from fastapi import APIRouter, Depends, Security

from app.api.deps import by_partial, get_scoped


class Guarded(APIRouter):
    def __init__(self, **kwargs) -> None:
        super().__init__(dependencies=[Depends(by_partial)], **kwargs)


router = Guarded(prefix="/things")


@router.get("/")
def things() -> list[str]: ...


inner = APIRouter(prefix="/scoped")


@inner.get("/")
def scoped(user=Security(get_scoped, scopes=["items"])) -> list[str]: ...


router.include_router(inner)

# --- app/open.py
from fastapi import APIRouter

router = APIRouter(prefix="/open")


@router.get("/a")
def a() -> str:
    return "a"


@router.get("/version")
def version() -> str:
    return "1"


@router.post("/b")
def b() -> str:
    return "b"


@router.delete("/c")
def c() -> str:
    return "c"


# --- app/private.py
from fastapi import APIRouter

router = APIRouter(prefix="/private")


@router.post("/users")
def create_user(name: str) -> str:
    return name


@router.post("/items")
def create_item(name: str) -> str:
    return name


# --- tests/test_app.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/x")
def x() -> str:
    return "x"
