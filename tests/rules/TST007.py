# --- requirements.txt
fastapi==0.141.1
# --- tests/test_routes.py
from fastapi.routing import APIRoute

from app.main import app


def test_vacuous() -> None:
    for route in app.routes:  # expect: TST007/warning "`test_vacuous` asserts only inside of a loop over `app.routes`"
        if isinstance(route, APIRoute):
            assert route.dependencies


def test_counted() -> None:
    seen = 0
    for route in app.routes:
        if isinstance(route, APIRoute):
            seen += 1
            assert route.dependencies
    assert seen > 10


def test_document() -> None:
    for path in app.openapi()["paths"]:
        assert path.startswith("/")
