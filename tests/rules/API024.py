# config: bounded = ["/currencies"]
from collections.abc import Callable, Sequence
from enum import Enum
from inspect import Signature
from typing import Annotated, Literal

from fastapi import Depends, FastAPI, HTTPException, Query
from fastapi.security import OAuth2PasswordBearer
from fastapi_pagination import Page, Params
from pydantic import BaseModel, Field

app = FastAPI()
Limit = Annotated[int, Query(ge=1, le=100)]


class Item(BaseModel):
    name: str


class Color(Enum):
    RED = "red"


class Window(BaseModel):
    limit: int = Field(10, le=100)
    offset: int = 0


def page(offset: int = 0, limit: Limit = 10) -> tuple[int, int]:
    return offset, limit


@app.get("/a")
def a() -> list[Item]:  # expect: API024 "`a` gives the whole list of `Item`"
    return load()


@app.get("/b", response_model=Sequence[Item])
def b(q: str = ""):  # expect: API024
    return session.execute(q).scalars().all()


class Account:
    id = 1


def account() -> Account:
    if not session.execute("select 1").scalars().all():
        raise HTTPException(401)
    return Account()


def context(owner: Annotated[Account, Depends(account)]) -> dict:
    return {"user": owner}


def require_admin(token: Annotated[str, Depends(OAuth2PasswordBearer("token"))]) -> Account:
    who = session.execute("select 1 from accounts where token = %s", token).one()
    if not who.is_admin:
        raise HTTPException(403)
    return who


@app.get("/notes")
def notes(user: Annotated[Account, Depends(account)]) -> list[Item]:  # expect: API024/suggestion
    return session.execute("select name from notes where owner = %s", user.id).scalars().all()


@app.get("/drafts")
def drafts(auth: Annotated[Account, Depends(account)]) -> list[Item]:  # expect: API024/suggestion
    user = auth.user
    return session.execute("select name from notes where owner = %s", user.id).scalars().all()


@app.get("/everything")
def everything(user: Annotated[Account, Depends(account)]) -> list[Item]:  # expect: API024/warning
    return session.execute("select name from notes").scalars().all()


@app.get("/admin/hooks", dependencies=[Depends(require_admin)])
def hooks() -> list[Item]:  # expect: API024/suggestion
    return session.execute("select name from hooks").scalars().all()


@app.get("/admin/sso", dependencies=[Depends(require_admin)])
def list_sso_providers() -> list[Item]:
    return session.execute("select name from sso").scalars().all()


class BotConfig(BaseModel):
    name: str


@app.get("/admin/bots", dependencies=[Depends(require_admin)])
def bots() -> list[BotConfig]:
    return session.execute("select name from bots").scalars().all()


@app.get("/bots")
def open_bots() -> list[BotConfig]:  # expect: API024/warning
    return session.execute("select name from bots").scalars().all()


@app.get("/spent")
def spent() -> list[dict[str, object]]:  # expect: API024 "list of `dict[str, object]`"
    return session.execute("select name from bots").scalars().all()


@app.get("/c")
def c(limit: int = 100) -> list[Item]:
    return load()[:limit]


@app.get("/d")
def d(limit: Limit = 10) -> list[Item]:
    return load()


@app.get("/e")
def e(paging: Annotated[tuple, Depends(page)]) -> list[Item]:
    return load()


@app.get("/f")
def f(params: Annotated[Params, Depends()]) -> list[Item]:
    return load()


@app.get("/g")
def g() -> Page[Item]:
    return Page()


@app.get("/h")
def h() -> list[Color]:
    return []


@app.get("/i")
def i() -> list[str]:
    return []


@app.get("/j/{item_id}/parts")
def j(item_id: int) -> list[Item]:
    return load()


@app.get("/me/addresses")
def k() -> list[Item]:
    return load()


@app.post("/l")
def l() -> list[Item]:
    return load()


@app.get("/currencies")
def m() -> list[Item]:
    return load()


@app.get("/n")
def n(window: Annotated[Window, Query()]) -> list[Item]:
    return load()


@app.get("/o")
def o(size: Literal[10, 20] = 10) -> list[Item]:
    return load()


@app.get("/p/export")
def p() -> list[Item]:
    return load()


@app.get("/q")
def q() -> list[Item]:
    return [Item(name="x"), Item(name="y")]


@app.get("/max")
def at_most(max_count: int | None = None) -> list[Item]:
    return load()


@app.get("/r")
def r() -> list[Item]:
    return [Item(name=color.value) for color in Color]


@app.get("/s")
def s(order_id: int) -> list[Item]:
    return load()


@app.get("/t")
def t(order_id: int | None = None) -> list[Item]:  # expect: API024
    return load()


@app.get("/u")
def u() -> list[Item]:
    return newest()


@app.get("/v")
def v() -> list[Item]:
    return session.execute(text("SELECT name FROM items ORDER BY name LIMIT 50")).fetchall()


@app.get("/w")
def w() -> list[Item]:  # expect: API024
    if one() is None:
        return []
    return load()


def newest(limit: int = 20) -> list[Item]:
    return session.execute(select(Item).limit(limit)).scalars().all()


def one() -> Item | None:
    return session.execute(text("SELECT name FROM items LIMIT 1")).scalars().first()


def load() -> list[Item]:
    return session.execute(select(Item)).scalars().all()


# ---- one value that holds a list, and parameters that are set from outside
class Settings:
    @staticmethod
    async def get(key: str) -> list:
        return session.execute("select value from settings where key = %s", key).scalars().one()


@app.get("/banners")
async def banners() -> list[Item]:
    return await Settings.get("ui.banners")


@app.get("/banners/all")
async def all_banners(kind: str) -> list[Item]:  # expect: API024
    return await Settings.get(kind)


def from_query(model: type[BaseModel]) -> Callable[..., BaseModel]:
    def make(*args, **kwargs):
        return model(*args, **kwargs)

    make.__signature__ = Signature(parameters=list(parameters_of(model)))
    return make


@app.get("/windows")
def windows(window: Window = Depends(from_query(Window))) -> list[Item]:
    return load()
