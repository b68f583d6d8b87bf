from fastapi import APIRouter, FastAPI

from app import models
from app.models import Item, Item as Thing

app = FastAPI()
router = APIRouter()


@router.get("/a", response_model=Item)
#                 ^^^^^^^^^^^^^^^^^^^ expect: API008 "`response_model=Item` repeats the return type of `a`"
# fixed: @router.get("/a")
def a() -> Item:
    return Item(name="x")


@app.post(
    "/b",
    response_model=list[Item],  # expect: API008
    response_model_exclude_none=True,
)
async def b() -> list[Item]:
    return []


@router.get(response_model=Item, path="/c")  # expect: API008
# fixed: @router.get(path="/c")
def c() -> Thing:
    return Item(name="x")


@router.get("/d", response_model=models.Item)  # expect: API008
def d() -> Item:
    return Item(name="x")


@router.get("/e", response_model=Item)  # expect: API008
def e() -> "Item":
    return Item(name="x")


@router.get("/f", response_model=Item)
def f() -> models.ItemWithPassword:
    return models.ItemWithPassword(name="x", password="y")


@router.get("/g", response_model=None)
def g() -> None:
    return None


@router.get("/h", response_model=Item)
def h():
    return {}


@router.get("/i")
def i() -> Item:
    return Item(name="x")


def plain(response_model: object = Item) -> Item:
    return Item(name="x")
# --- app/models.py
from pydantic import BaseModel


class Item(BaseModel):
    name: str


class ItemWithPassword(Item):
    password: str
