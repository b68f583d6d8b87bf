# --- app/main.py
import logging
from enum import Enum
from typing import Annotated, Literal, Optional
from uuid import UUID

from fastapi import Cookie, Depends, FastAPI, Header, Path, Query, Request
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
def show(order_id: str, q: Optional[str] = None, count: int = 3):  # expect: VAL002/suggestion "`show` does not limit the text of `order_id`, `q`" "by where it comes from (`Annotated` from `typing`, the others from `fastapi`), with", VAL002/warning
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


@app.get("/clients/{owner}/new")
@app.get("/clients/new")
def clients(owner: str | None = None):  # expect: VAL002 "the text of `owner`"
    session.execute(select(Kind).where(Kind.owner == owner))


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


# ---- compared only, and a token as long as it is
UI = "ui"


def is_ui(agent: str | None) -> bool:
    return agent == UI


@app.get("/agents")
def agents(
    request: Request,
    authorization: Annotated[str | None, Header()] = None,
    x_agent: Annotated[str | None, Header()] = None,
    x_client: Annotated[str | None, Header()] = None,
    x_named: Annotated[str | None, Header()] = None,  # expect: VAL002/suggestion "the text of `x_named`, `x_part`, `x_owner`"
    x_part: Annotated[str | None, Header()] = None,
    x_owner: Annotated[str | None, Header()] = None,
):
    if x_client and x_client == UI or x_named == UI or x_part in UI:
        logging.info("%s", x_named)
    request.state.called = x_part
    session.execute(select(Kind).where(Kind.owner == x_owner))
    return is_ui(agent=x_agent) or authorization
