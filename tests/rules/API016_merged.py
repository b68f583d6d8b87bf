from typing import Annotated

from fastapi import Depends, FastAPI, Header, Query

app = FastAPI()
hidden = FastAPI(openapi_url=None)
empty = FastAPI(openapi_url="")


# One parameter of the operation: the last declaration that is required is shown, else the last.
def by_key(x_key: Annotated[str, Header(description="The key.")]) -> str:
    return x_key


def optional_key(x_key: Annotated[str | None, Header(description="The key.")] = None) -> str | None:
    return x_key


def bare_key(x_key: Annotated[str, Header()]) -> str:  # expect: API016 "The dependency `app.main.bare_key` takes `x-key`"
    return x_key


def limited(limit: int = 10) -> int:
    return limit


def forgotten(limit: int = 10) -> int:  # expect: API016 "The dependency `app.main.forgotten` takes `limit`"
    return limit


@app.get("/a")
def a(key: Annotated[str, Depends(by_key)], x_key: Annotated[str | None, Header()] = None) -> int:
    return 1


@app.get("/b")
def b(key: Annotated[str, Depends(optional_key)], x_key: Annotated[str | None, Header()] = None) -> int:
    return 1


@app.get("/c")
def c(key: Annotated[str, Depends(optional_key)], x_key: Annotated[str, Header()]) -> int:  # expect: API016 "`c` takes `x-key`"
    return 1


@app.get("/d")
def d(key: Annotated[str, Depends(bare_key)], x_key: Annotated[str, Header(description="The key.")]) -> int:
    return 1


@app.get("/e")
def e(limit: Annotated[int, Depends(limited)]) -> int:
    """Lists them.

    Args:
        limit: How many at most.
    """
    return limit


@app.get("/f")
def f(limit: Annotated[int, Depends(forgotten)]) -> int:
    """Lists them."""
    return limit


@hidden.get("/a")
@empty.get("/a")
def g(limit: int = 10) -> int:
    return limit


@app.get("/h")
def h(limit: Annotated[int, Query(description="How many.")]) -> int:
    return limit
