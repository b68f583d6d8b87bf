from fastapi import APIRouter, FastAPI

from app.config import settings
from app.items import router as items_router
from app.users import router as users_router

app = FastAPI()
admin = FastAPI()
PREFIX = "/api"


@app.get("/api/users/{user_id}")
def read_user(user_id: int) -> int:
    return user_id


@app.api_route("/both", methods=["GET", "POST"])
def both() -> int:
    return 1


@app.post("/both")  # expect: API019 "POST /both is served by `both` already: `second` is never called"
def second() -> int:
    return 2


@app.get("/files/{number:int}")
def by_number(number: int) -> int:
    return number


@app.get("/files/{name}")
def by_name(name: str) -> int:
    return len(name)


@app.put("/files/{name}")
def write(name: str) -> int:
    return len(name)


if settings.debug:

    @app.get("/mode")
    def debug_mode() -> int:
        return 1

else:

    @app.get("/mode")
    def mode() -> int:
        return 2


@app.get("/twice")
@app.get("/twice", include_in_schema=False)
def twice() -> int:
    return 1


def add_probes(live: str = "/both", ready: str = "/ready") -> None:
    @app.get(live)  # expect: API019
    def is_live() -> int:
        return 1

    @app.get(ready)
    def is_ready() -> int:
        return 1


@admin.get("/both")
def admin_both() -> int:
    return 1


@app.websocket("/both")
async def socket(websocket) -> None:
    await websocket.accept()


app.include_router(users_router, prefix=PREFIX)
app.include_router(items_router, prefix="/v1")
app.include_router(items_router, prefix="/v2")
app.include_router(items_router, prefix="/v1")
# above expect: API019 "included a second time under the same path: /v1/items/ is there"
app.mount("/admin", admin)
# --- app/config.py
class Settings:
    debug = False


settings = Settings()
# --- app/users.py
from fastapi import APIRouter

router = APIRouter(prefix="/users")


@router.get("/{id}")  # expect: API019 "GET /api/users/{id} is served by `read_user` already"
def read(id: int) -> int:
    return id
# --- app/items.py
from fastapi import APIRouter

router = APIRouter(prefix="/items")


@router.get("/")
def read_all() -> list[int]:
    return []


@router.get("/{id}")
def read(id: int) -> int:
    return id
