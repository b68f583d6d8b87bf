# --- app/main.py
from pathlib import Path

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request
from fastapi.responses import FileResponse, JSONResponse, RedirectResponse

from pydantic import BaseModel, SecretStr

from app import settings
from app.settings import config
from app.api import CurrentUser
from app.api.deps import (
    Checker,
    EventHandler,
    get_events,
    get_user,
    guard_by_lambda,
    handled,
    limited,
)
from app.items import router as items
from app.models import User
from app.open import router as open_router
from app.private import router as private
from app.recipes.controller_public import router as public_recipes
from app.users import router as users

app = FastAPI()


class Labels(BaseModel):
    labels: list[str]


class NewUser(BaseModel):
    name: str
    password: str


class Code(BaseModel):
    activation_token: str
    token: str
    otp: SecretStr


app.include_router(users, prefix="/v1")
app.include_router(users, prefix="/v2")
app.include_router(items)
app.include_router(public_recipes)
app.include_router(open_router)  # expect: SEC050/review "The 2 endpoints"
if settings.ENVIRONMENT == "development":
    app.include_router(private)  # expect: SEC050/warning "open to everybody; it is there only if `settings.ENVIRONMENT ="


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}


@app.post("/login")
def login(name: str, password: str) -> str:
    return name + password


@app.get("/orders/{order_id}")  # expect: SEC050/review "`GET /orders/{order_id}` (`read_order`) is open to everybody" "(it is in `app/api/deps.py`, `Depends` in `fastapi`: import what the module lacks)"
def read_order(order_id: int) -> int:
    return settings.load_order(order_id)


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
    return settings.load_page(name)


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


@app.get("/prices")  # expect: SEC050/warning
def prices() -> dict[str, int]:
    return settings.prices()


@app.get("/limits")
def limits() -> dict[str, int]:
    return settings.limits()


@app.get("/news")
async def news() -> dict[str, str]:
    return {key: settings.NEWS[key] for index, key in enumerate(settings.NEWS) if index < 5}


@app.get("/settings")  # expect: SEC050/warning
def all_settings() -> dict[str, str]:
    return config


@app.get("/people")  # expect: SEC050/warning
async def people() -> list[str]:
    return await settings.load_people()


@app.get("/avatars/{name}")
async def avatar(name: str) -> FileResponse:
    return FileResponse(Path(settings.PAPERS) / name)


@app.get("/auth/login/github/mobile")
async def begin_login(name: str) -> str:
    return await settings.load_people(name)


@app.get("/labels")  # expect: SEC050/warning
async def labels(page: int, store=Depends(settings.session)) -> Labels:
    return await store.labels(page)


@app.get("/subscribers")  # expect: SEC050/review
async def subscribers(page: int, store=Depends(settings.session)) -> list[str]:
    return await store.subscribers(page)


@app.get("/scim/v2/ServiceProviderConfig")
async def scim_features(store=Depends(settings.session)) -> dict[str, str]:
    return await store.features()


@app.get("/{}/openapi.json".format(settings.version()))
async def describe_openapi(name: str) -> dict[str, str]:
    return await settings.load_page(name)


@app.get("/hooks/{name}/info")
def about_hook(name: str) -> dict[str, str]:
    from app.settings import PAPERS

    return {"url": f"https://a.example/hooks/{name}"}


# The guard that the module's last function so named is not.
@app.get("/checked")
def get_user(user: User = Depends(get_user)) -> str:
    return settings.load_page(user.name)


@app.get("/by-handler")
def by_handler(user: User = Depends(handled)) -> str:
    return settings.load_page(user.name)


@app.get("/by-other-handler/{name}")  # expect: SEC050/review
def by_other_handler(
    name: str, request: Request, events: EventHandler = Depends(get_events)
) -> str:
    events.handle(request)
    return settings.load_page(name)


@app.post("/install")
def install(body: Code) -> str:
    if body.token != settings.SIGNING_KEY:
        raise HTTPException(401)
    return settings.claim(body.activation)


# Somebody registers elsewhere.
@app.post("/users")  # expect: SEC050/review
def add_user(body: NewUser) -> str:
    return settings.claim(body.name)


@app.get("/share/{token_id}")
async def shared(token_id: str) -> list[str]:
    return await settings.load_people()


@app.get("/tokens/{token_id}")  # expect: SEC050/review
async def token_by_id(token_id: str) -> list[str]:
    return await settings.load_people()


@app.get("/widgets/{filename:path}")
async def widget(filename: str) -> FileResponse:
    return FileResponse(Path(settings.WIDGET_BUILD_DIR) / filename)


@app.get("/papers/{filename:path}")  # expect: SEC050/review
async def paper(filename: str) -> FileResponse:
    """Give a file, not a static one."""
    return FileResponse(Path(settings.PAPERS) / filename)


@app.get("/uploads/{filename:path}")  # expect: SEC050/review
async def upload(filename: str) -> FileResponse:
    return FileResponse(Path("public") / settings.UPLOADS / filename)


@app.post("/codes/activate")
async def activate(body: Code) -> str:
    return settings.claim(body.activation_token)


@app.post("/codes/enter")
async def enter(body: Code) -> str:
    return settings.claim(body.otp.get_secret_value())


@app.post("/codes")  # expect: SEC050/review
async def new_code(body: Code) -> str:
    return settings.claim(body.token)


@app.post("/people", name="auth:register")
async def enlist(name: str) -> str:
    return name


@app.post("/device_authorization")
async def device_authorization(client: str) -> str:
    return client


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
config = {"a": "b"}
SIGNING_KEY = "abc"


NEWS = parsed("NEWS.md")
WIDGET_BUILD_DIR = "widgets/dist"
PAPERS = "papers"
UPLOADS = "uploads"


def prices() -> dict[str, int]:
    return load_prices()


def limits() -> dict[str, int]:
    return {"a": MOST, "b": int(os.getenv("MOST", "1"))}


MOST = 1


async def load_people() -> list[str]: ...


def session():
    yield connect()

# --- app/recipes/controller_public.py
from fastapi import APIRouter

router = APIRouter()


@router.get("/recipes/{slug}")
def read_recipe(slug: str) -> str:
    return slug


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
from abc import ABC, abstractmethod

import jwt
from fastapi import Depends, HTTPException, Request, Security, status
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


class AuthHandler(ABC):
    @abstractmethod
    def __call__(self, request: Request) -> User: ...


class TokenHandler(AuthHandler):
    def __call__(self, request: Request) -> User:
        return _by_bearer("", request.headers["Authorization"])


class NoAuth(AuthHandler):
    def __call__(self, request: Request) -> User:
        return User()


class EventHandler(ABC):
    @abstractmethod
    def handle(self, request: Request) -> str: ...


class Printer(EventHandler):
    def handle(self, request: Request) -> str:
        return str(request.url)


def get_events() -> EventHandler:
    return Printer()


def get_handler() -> AuthHandler:
    return TokenHandler()


def handled(request: Request, handler: AuthHandler = Depends(get_handler)):
    return handler(request)


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
    return save("b")


@router.delete("/c")
def c() -> str:
    return save("c")


# --- app/private.py
from fastapi import APIRouter

router = APIRouter(prefix="/private")


@router.post("/users")
def create_user(name: str) -> str:
    return save(name)


@router.post("/items")
def create_item(name: str) -> str:
    return save(name)


# --- tests/test_app.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/x")
def x() -> str:
    return "x"
