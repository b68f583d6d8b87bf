# --- app/main.py
from enum import Enum
from typing import Annotated, Literal, Optional
from uuid import UUID

from fastapi import Cookie, Depends, FastAPI, Header, Path, Query
from fastapi.security import OAuth2PasswordBearer
from pydantic import AfterValidator, StringConstraints, conint

app = FastAPI()
Name = Annotated[str, StringConstraints(max_length=30)]
Limit = Annotated[int, Query(le=100)]
oauth2 = OAuth2PasswordBearer(tokenUrl="token")


class Kind(str, Enum):
    A = "a"


def paging(limit: int = 20, offset: int = 0) -> int:
#          ^^^^^^^^^^ expect: VAL002/warning "`paging` takes `limit` without a maximum"
    return limit


@app.get("/orders/{order_id}")
def show(order_id: str, q: Optional[str] = None, count: int = 3):  # expect: VAL002/suggestion "`show` does not limit the text of `order_id`, `q`", VAL002/warning
    ...


@app.get("/orders", dependencies=[Depends(paging)])
def find(
    page_size: Annotated[int, Query(ge=1)],  # expect: VAL002
    x_trace: Annotated[str, Header()],  # expect: VAL002 "`x_trace`, `session`"
    session: Annotated[str, Cookie()],
    token: Annotated[str, Depends(oauth2)],
): ...


@app.get("/more", dependencies=[Depends(paging)])
def good(
    name: Name,
    kind: Kind,
    mode: Literal["a", "b"],
    key: UUID,
    limit: Limit,
    size: conint(le=10),
    checked: Annotated[str, AfterValidator(str.lower)],
    page: int = 1,
    code: str = Query(pattern="^a$"),
    slug: str = Path(max_length=20),
): ...


@app.get("/files/{rest:path}")
def files(rest: str): ...


def limited():
    return Depends(bounded)


@app.get("/made")
def made(limit: int = limited()): ...


@app.get("/clamped")
def clamped(limit: int = 20, count: int = 20):
    if count > 100:
        count = 100
    return list(range(min(limit, 100))), count


def not_used(limit: int, text: str): ...
