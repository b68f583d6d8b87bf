from fastapi import APIRouter, FastAPI

from app.config import settings

app = FastAPI()
orders = APIRouter()
items = APIRouter(prefix="/items")
users = APIRouter()
whole = APIRouter()
versioned = APIRouter()
configured = APIRouter()


@orders.get("/{x}")
@items.get("/{x}")
@users.get("/{x}")
@versioned.get("/{x}")
@configured.get("/{x}")
def read(x: int) -> int:
    return x


app.include_router(orders, prefix="/orders", tags=["orders"])  # expect: API032 "The prefix `/orders` stands at the only include"
app.include_router(items, tags=["items"])
app.include_router(users, prefix="/users")
app.include_router(users, prefix="/people")
app.include_router(versioned, prefix="/api/v1")
app.include_router(configured, prefix=settings.prefix)
whole.include_router(items)
app.include_router(whole, prefix="/whole")


def include_plugins() -> None:
    for plugin in [plugins]:
        app.include_router(plugin, prefix="/events")


plugins = APIRouter()


@plugins.get("/{x}")
def read_plugin(x: int) -> int:
    return x
# --- app/config.py
class Settings:
    prefix = "/configured"


settings = Settings()
# --- app/central.py
from fastapi import APIRouter, FastAPI

app = FastAPI()
central = APIRouter()
one = APIRouter()
two = APIRouter()
three = APIRouter()


@one.get("/{x}")
@two.get("/{x}")
@three.get("/{x}")
def read_other(x: int) -> int:
    return x


central.include_router(one, prefix="/one")
central.include_router(two, prefix="/two")
central.include_router(three, prefix="/three")
four = APIRouter(prefix="/four")
five = APIRouter()


@four.get("/{x}")
@five.get("/{x}")
def read_one(x: int) -> int:
    return x


central.include_router(four)
app.include_router(central, prefix="/api")


# ---- one table, kept for the open operations, too, which another router includes
open_to_all = APIRouter()
sign_in = APIRouter()


@sign_in.get("/{x}")
def read_sign_in(x: int) -> int:
    return x


open_to_all.include_router(sign_in, prefix="/{organization}/auth")
open_to_all.include_router(central)
