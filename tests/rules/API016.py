from collections.abc import Callable
from enum import Enum
from functools import wraps
from typing import Annotated, Literal

from annotated_doc import Doc
from fastapi import Cookie, Depends, FastAPI, Header, Path, Query, Request
from fastapi.security import APIKeyHeader
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

app = FastAPI()
key = APIKeyHeader(name="x-key")
Limit = Annotated[int, Query(le=100, description="How many.")]


class Kind(Enum):
    UP = "up"
    DOWN = "down"


class Body(BaseModel):
    name: str


def page(skip: int = 0, limit: Limit = 10) -> tuple[int, int]:  # expect: API016 "The dependency `app.main.page` takes `skip` without"
    return skip, limit


class Filter:
    def __init__(self, q: str, tag: Annotated[str, Query(description="A tag.")] = "") -> None:  # expect: API016 "The dependency `app.main.Filter` takes `q`"
        self.q = q
        self.tag = tag


@app.get("/a/{item_id}")
def a(item_id: int, paging: Annotated[tuple, Depends(page)], x_trace: Annotated[str, Header()]) -> int:  # expect: API016 "`a` takes `item_id` and `x-trace` without"
    return item_id


@app.get("/b/{item_id}")
def b(
    item_id: Annotated[int, Path(description="Its number.")],
    paging: Annotated[tuple, Depends(page)],
    limit: Limit,
    token: Annotated[str, Cookie(include_in_schema=False)],
    api_key: Annotated[str, Depends(key)],
    since: Annotated[str, Doc("The first day.")],
    filter: Annotated[Filter, Depends()],
) -> int:
    return item_id


@app.post("/c/{item_id}")
def c(item_id: int, body: Body, request: Request) -> int:
    """Does it.

    Args:
        item_id: Its number.
    """
    return item_id


@app.get("/d/{item_id}", include_in_schema=False)
def d(item_id: int) -> int:
    return item_id


@app.get("/files/{file_id}/parts/{part_id}")
def part(file_id: int, part_id: int) -> int:  # expect: API016/suggestion "`part` takes `file_id` and `part_id` without"
    return file_id


@app.get("/wallets/{wallet}/{order}")
def wallet(wallet: str, order: Literal["up", "down"]) -> int:  # expect: API016/suggestion
    return 1


@app.get("/sorted", name="The sorted ones")
def in_order(order: Literal["up", "down"], by: str) -> int:  # expect: API016/warning "`in_order` takes `order` and `by` without"
    return 1


@app.get("/users/{name}/files/{file_id_or_name}")
def user(name: str, file_id_or_name: str) -> int:  # expect: API016/suggestion
    return 1


@app.get("/providers/{provider}/v/{number}")
def numbered(provider: str, number: int) -> int:  # expect: API016/warning
    return 1


@app.get("/lines")
def lines(order_id: int) -> int:  # expect: API016/warning
    return 1


class Filters(BaseModel):
    since: str


@app.get("/filtered")
def filtered(filters: Annotated[Filters, Query()], kind: Kind) -> int:  # expect: API016/suggestion "`filtered` takes `kind`"
    return 1


@app.get("/told")
def told(cut: int = 20) -> int:
    """Sorted by name, and cut at ``cut``.

    The total always counts all.
    """
    return cut


@app.get("/mirror/{path:path}")
def mirror(path: str) -> str:
    """What the other side has there, as /mirror/v1/models or `/mirror/v1/files`."""
    return path


@app.get("/copies/{copy_path:path}")
def copied(copy_path: str) -> str:  # expect: API016/suggestion
    """Below /copies/ all is theirs, but for /copies/old."""
    return copy_path


@app.get("/sorted")
def in_kinds(kinds: Annotated[list[Kind] | None, Query()] = None) -> int:  # expect: API016/suggestion
    return 1


# ---- what a provider's sign-in sends back is its own
@app.get("/github/callback")
def signed_in(code: str | None = None, state: str | None = None, error: str | None = None) -> int:
    return 1


@app.get("/installed/callback")
def installed(code: str, state: str, installation: str) -> int:  # expect: API016/warning "`installed` takes `installation` without"
    return 1


@app.get("/codes")
def codes(code: str) -> int:  # expect: API016/warning
    return 1


# ---- the text says which ids there are
@app.get("/responses/{response_id}")
def response(response_id: str) -> int:
    """Give a response.

    Polling IDs begin with `poll_`; provider response IDs are handed on.
    """
    return 1


@app.get("/answers/{answer_id}")
def answer(answer_id: str) -> int:  # expect: API016/suggestion
    """Give an answer by its answer id.

    Those of yesterday are gone.
    """
    return 1


# ---- entries in a section of any name, and headers of HTTP itself
@app.get("/connect")
def connect(space_id: int, mode: str, if_match: Annotated[str, Header()]) -> int:
    """Begin.

    Query params:
        space_id: The space to add it to.
        - 'mode' (str): "a" or "b".
    """
    return 1


# ---- a query parameter by accident: a description does not mend it
class Session: ...


def find_all(name: str, db: Session | None = None) -> int:
    return 1


def find_text(text: str) -> int:
    return 1


def find_in(store: AsyncSession | None = None) -> int:
    return 1


@app.post("/batch")
def batch(db=None, store=None, q=None) -> int:  # expect: API016/warning "`batch` takes `q` without"
    return find_all("a", db=db) + find_text(q) + find_in(store)


@app.get("/displaced")
def displaced(since: str) -> str:  # expect: API016/warning "`displaced` takes `since` without"
    wanted = since.lower()
    """Gives it back.

    Args:
        since: The first day.
    """
    return wanted


def authorizer() -> Callable[..., int]:
    provider = make_provider()

    @wraps(provider)
    def authorize(*args: int, **kwargs: int) -> int:
        return provider(*args, **kwargs)

    return authorize


@app.get("/authorized")
def authorized(one: int = Depends(authorizer())) -> int:
    return one


def dependable(cls: type[Body]) -> Callable[..., Body]:
    def init(*args: object, **kwargs: object) -> Body:
        return cls(*args, **kwargs)

    init.__signature__ = signature_of(cls)
    return init


@app.get("/made")
def made(one: Body = Depends(dependable(Body))) -> int:
    return 1


# ---- numbers by which lists are cut, and what follows in the path
@app.get("/pages")
def pages(page: int = 1, pageSize: int | None = None) -> int:  # expect: API016/suggestion "`pages` takes `page` and `pageSize`"
    return page


@app.get("/pages/named")
def named_pages(page: str, limit: int = 3) -> str:  # expect: API016/warning "`named_pages` takes `page` and `limit`"
    return page


@app.get("/rest/{rest:path}")
def rest(rest: str) -> str:  # expect: API016/suggestion "`rest` takes `rest`"
    return rest
