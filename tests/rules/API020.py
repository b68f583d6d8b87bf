from fastapi import APIRouter, FastAPI
from fastapi.staticfiles import StaticFiles

from app.config import settings
from app.me import router as me_router
from app.users import router as users_router

app = FastAPI()
pages = FastAPI()


@app.get("/items/{item_id}")
def read_item(item_id: int) -> int:
    return item_id


@app.get("/items/new")
#^^^^^^^ expect: API020 "`new_item` (`GET /items/new`) is never reached: `read_item` (`/items/{item_id}`) takes its path first"
def new_item() -> int:
    return 1


@app.post("/items/new")
def create_item() -> int:
    return 1


@app.get("/items/{item_id}/parts")
def parts(item_id: int) -> int:
    return item_id


@app.get("/items/{item_id}/{part}")
def part(item_id: int, part: str) -> int:
    return item_id


@app.get("/orders/{order_id:int}")
def read_order(order_id: int) -> int:
    return order_id


@app.get("/orders/open")
def open_orders() -> int:
    return 1


@app.get("/orders/{name}")
def order_by_name(name: str) -> int:
    return 1


@app.get("/orders/{number:int}/x")
def order_x(number: int) -> int:
    return 1


@app.get("/files/{path:path}")
def read_file(path: str) -> int:
    return 1


@app.get("/files/a/b")  # expect: API020
def file_ab() -> int:
    return 1


@app.get("/report.{kind}")
def report(kind: str) -> int:
    return 1


@app.get("/report.csv")
def report_csv() -> int:
    return 1


if settings.debug:

    @app.get("/debug/{name}")
    def debug(name: str) -> int:
        return 1


@app.get("/debug/all")
def debug_all() -> int:
    return 1


@app.api_route("/items/both", methods=["GET", "PUT"])
def both() -> int:
    return 1


app.include_router(users_router, prefix="/v1")
app.include_router(me_router, prefix="/v1")
app.include_router(users_router, prefix="/v2")
app.include_router(me_router, prefix="/v2")


@pages.get("/one/{path:path}")
@pages.get("/one/a")
def one(path: str = "") -> int:
    return 1


@pages.get("/first")
def first() -> int:
    return 1


pages.mount("/", StaticFiles(directory="static"))


@pages.get("/second")  # expect: API020 "is never reached: what is mounted at `/` takes its path first"
def second() -> int:
    return 1
# --- app/config.py
class Settings:
    debug = False


settings = Settings()
# --- app/users.py
from fastapi import APIRouter

router = APIRouter(prefix="/users")


@router.get("/{user_id}")
def read(user_id: int) -> int:
    return user_id
# --- app/me.py
from fastapi import APIRouter

router = APIRouter()


@router.get("/users/me")  # expect: API020 "`read_me` (`GET /v1/users/me`) is never reached"
def read_me() -> int:
    return 1
