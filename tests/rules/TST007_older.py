# rules: TST007
# --- requirements.txt
fastapi==0.136.0
# --- tests/test_routes.py
from fastapi.routing import APIRoute

from app.main import app


def test_all() -> None:
    for route in app.routes:
        if isinstance(route, APIRoute):
            assert route.dependencies
