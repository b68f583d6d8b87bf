"""Parameters of every kind, and what their types become."""
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Annotated, Dict, List, Literal, Optional, Set, Union
from uuid import UUID

from fastapi import Cookie, Depends, FastAPI, Header, Path, Query, Request

app = FastAPI(title="Parameters", version="1.2.3", description="All of them.")


class Colour(str, Enum):
    """A colour."""

    red = "red"
    blue = "blue"


class Level(IntEnum):
    low = 1
    high = 2


class Only(str, Enum):
    one = "one"


def page(limit: int = Query(10, ge=1, le=100), offset: int = 0, sort: Optional[str] = None):
    return limit, offset, sort


@app.get("/items/{item_id}", tags=["items"])
def read_item(item_id: int, q: Optional[str] = None, needed: str = Query(..., min_length=3), flag: bool = False):
    """Read one.

    With more to say.
    """


@app.get("/files/{name:path}")
def read_file(name: str = Path(title="The name", max_length=20)):
    return name


@app.get("/scalars")
def scalars(
    a: datetime, b: date, c: time, d: timedelta, e: UUID, f: Decimal, g: Colour, h: Level = Level.low,
    i: Literal["x", "y"] = "x", j: Literal["only"] = "only", k: Only = Only.one, m: Union[int, str, None] = None,
):
    return a


@app.get("/lists")
def lists(a: List[int] = Query([]), b: Optional[List[str]] = Query(None), c: Set[int] = Query(...),
          d: Annotated[list[Colour], Query(max_length=3)] = []):
    return a


@app.get("/headers")
def headers(x_token: str = Header(...), user_agent: Optional[str] = Header(None), session: str = Cookie("none"),
            x_old: List[str] = Header([], convert_underscores=False)):
    return x_token


@app.get("/paged", deprecated=True)
def paged(request: Request, window: tuple = Depends(page)):
    return window


@app.get("/annotated/{value}")
def annotated(value: Annotated[float, Path(gt=0, lt=10)], q: Annotated[Optional[str], Query(alias="item-query", pattern="^a")] = None,
              old: Annotated[str, Query(deprecated=True, description="Old.")] = "x"):
    return value


@app.get("/hidden", include_in_schema=False)
def hidden():
    return None


@app.get("/examples")
def examples(q: str = Query("a", examples=["b", "c"])) -> Dict[str, int]:
    return {}
