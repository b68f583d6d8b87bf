# Clients that put a path before what they ask for.
# --- app/main.py
from fastapi import APIRouter, FastAPI

router = APIRouter(prefix="/authentication")


@router.get("/github/login")
def login() -> str:
    return "x"


@router.get("/")
def overview() -> str:
    return "x"


@router.get("/github/logout")
def logout() -> str:  # expect: TST004 "/github/logout"
    return "x"


app = FastAPI()
app.include_router(router, prefix="/api/v1")
# --- tests/test_login.py
from httpx import ASGITransport, AsyncClient

from app.main import app
from tests import PREFIX

BASE_URL = f"http://test/{PREFIX}/authentication"


async def test_login() -> None:
    async with AsyncClient(transport=ASGITransport(app), base_url=BASE_URL) as client:
        assert (await client.get("/github/login")).status_code == 200
        assert (await client.get("/")).status_code == 200
# --- tests/__init__.py
PREFIX = "api/v1"
