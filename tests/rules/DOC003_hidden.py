# Operations that something else than their decorator hides from OpenAPI.
# --- app/main.py
"""The application."""

from fastapi import APIRouter, FastAPI

app = FastAPI()
internal = FastAPI(openapi_url=None)
hidden = APIRouter(include_in_schema=False)
later = APIRouter()
shown = APIRouter()


@hidden.get("/a")
def first() -> int:  # expect: DOC003 "`first` has no docstring"
    return 1


@hidden.get("/b")
def second() -> int:
    """Says two."""
    return 2


@later.get("/c")
def third() -> int:  # expect: DOC003
    return 3


@shown.get("/d")
def fourth() -> int:
    return 4


@shown.get("/e", include_in_schema=False)
def fifth() -> int:  # expect: DOC003 "The endpoint `fifth` has no docstring"
    return 5


@hidden.get("/f")
@shown.get("/f")
def sixth() -> int:
    return 6


@internal.get("/g")
def seventh() -> int:  # expect: DOC003
    return 7


@hidden.get("/h")
def _eighth() -> int:
    return 8


app.include_router(hidden)
app.include_router(later, include_in_schema=False)
app.include_router(shown)
