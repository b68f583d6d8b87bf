from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from app.items import router as items_router
from app.ids import by_name, by_tag, careful


app = FastAPI()
named = FastAPI(generate_unique_id_function=by_name)
tagged = FastAPI(generate_unique_id_function=by_tag)
guarded = FastAPI(generate_unique_id_function=careful)
short = FastAPI(generate_unique_id_function=lambda route: f"{route.tags[0]}-{route.name}")
#                                                            ^^^^^^^^^^^^^ expect: API017/critical "`untagged` has no tag"


@app.get("/a", operation_id="a")
def a() -> int:
    return 1


@app.get("/b", operation_id="a")  # expect: API017/warning "`b` has the operation id `a`, which /a has already"
def b() -> int:
    return 1


@app.get("/c")
@app.get("/d")
def both() -> int:
    return 1


@named.get("/a")
def one() -> int:
    return 1


@named.get("/b", name="one")  # expect: API017
def other() -> int:
    return 1


@named.get("/c", include_in_schema=False, name="one")
def hidden() -> int:
    return 1


@tagged.get("/a")
def without() -> int:
    return 1


@guarded.get("/a")
def free() -> int:
    return 1


@short.get("/a", tags=["x"])
def untouched() -> int:
    return 1


@short.get("/b")
def untagged() -> int:
    return 1


@short.get("/c", operation_id="c")
def explicit() -> int:
    return 1


app.include_router(items_router, prefix="/v1")
app.include_router(items_router, prefix="/v2")
# --- app/ids.py
from fastapi.routing import APIRoute


def by_name(route: APIRoute) -> str:
    return route.name


def by_tag(route: APIRoute) -> str:
    return f"{route.tags[0]}-{route.name}"  # expect: API017/critical


def careful(route: APIRoute) -> str:
    return f"{route.tags[0]}-{route.name}" if route.tags else route.name
# --- app/items.py
from fastapi import APIRouter

router = APIRouter(prefix="/items")


@router.get("/", operation_id="items")  # expect: API017 "under /v1/items/ and under /v2/items/"
def items() -> list[int]:
    return []


@router.get("/{item_id}")
def item(item_id: int) -> int:
    return item_id
