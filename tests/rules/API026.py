from fastapi import APIRouter, FastAPI

from app import orders
from app.config import settings
from app.private import router as private_router
from app.unused import router as unused_router
from app.users import router

app = FastAPI()
listed = APIRouter()
handed = APIRouter()
empty = APIRouter()
inner = APIRouter()  # expect: API026 "its 2 routes"


@listed.get("/listed")
def read_listed() -> int:
    return 1


@handed.get("/handed")
def read_handed() -> int:
    return 1


@inner.get("/inner")
def read_inner() -> int:
    return 1


callbacks = APIRouter()


@callbacks.post("{$callback_url}/done")
def done() -> None:
    return None


@inner.post("/inner", callbacks=callbacks.routes)
def write_inner() -> int:
    return 1


def register(some: APIRouter) -> None:
    app.include_router(some)


async def startup(some: FastAPI) -> None:
    some.include_router(started)


started = APIRouter()


@started.get("/started")
def read_started() -> int:
    return 1


def make() -> APIRouter:
    made = APIRouter()

    @made.get("/made")
    def read_made() -> int:
        return 1

    return made


for one in [listed]:
    app.include_router(one)

register(handed)
app.include_router(router)
app.include_router(orders.router)
app.include_router(make())
if settings.debug:
    app.include_router(private_router)


def provider_router(name: str) -> APIRouter:
    router = APIRouter(prefix=f"/{name}")

    @router.get("/authorize")
    def authorize() -> int:
        return 1

    @router.get("/callback")
    def callback() -> int:
        return 2

    return router
# --- app/config.py
class Settings:
    debug = False


settings = Settings()
# --- app/users.py
from fastapi import APIRouter

router = APIRouter()


@router.get("/users")
def read_users() -> int:
    return 1
# --- app/orders.py
from fastapi import APIRouter

from app.lines import router as lines_router

router = APIRouter()
router.include_router(lines_router)
# --- app/lines.py
from fastapi import APIRouter

router = APIRouter()


@router.get("/lines")
def read_lines() -> int:
    return 1
# --- app/private.py
from fastapi import APIRouter

router = APIRouter()


@router.get("/private")
def read_private() -> int:
    return 1
# --- app/unused.py
from fastapi import APIRouter

from app.deeper import router as deeper_router

router = APIRouter()  # expect: API026 "its 2 routes are not served"
router.include_router(deeper_router)


@router.get("/unused")
def read_unused() -> int:
    return 1


@router.post("/unused")
def write_unused() -> int:
    return 1
# --- app/deeper.py
from fastapi import APIRouter

router = APIRouter()


@router.get("/deeper")
def read_deeper() -> int:
    return 1
# --- tests/test_unused.py
from fastapi import FastAPI

from app.unused import router

app = FastAPI()
app.include_router(router)
