# --- app/config.py
class Settings:
    API_V1_STR: str = "/api/v1"


settings = Settings()

# --- app/main.py
from fastapi import APIRouter, FastAPI

from app.config import settings

app = FastAPI()
router = APIRouter(prefix="/users")


@router.get("/{user_id}")
def read_user(user_id: int) -> int:
    return user_id


@router.delete("/{user_id}")
def delete_user(user_id: int) -> int:
    return user_id


@router.api_route("/{user_id}/info", methods=["GET", "PUT"])
def info(user_id: int) -> int:
    return user_id


@router.get("/")
def list_users() -> list[int]:
    return []


@router.post("/{user_id}/lock")
def lock_user(user_id: int) -> int:  # expect: TST004/warning "No test calls 1 of 5 endpoints: `POST /api/v1/users/{user_id}/lock`"
    return user_id


app.include_router(router, prefix=settings.API_V1_STR)

# --- tests/test_users.py
import pytest
from fastapi.testclient import TestClient

from app.config import settings
from app.main import app

client = TestClient(app)


def test_read() -> None:
    uid = 3
    assert client.get(f"{settings.API_V1_STR}/users/{uid}").status_code == 200


@pytest.mark.parametrize("method, path", [("DELETE", "/api/v1/users/1"), ("GET", "/api/v1/users/")])
def test_many(method: str, path: str) -> None:
    assert client.request(method, path).status_code == 200


@pytest.mark.parametrize("method", ["GET", "PUT"])
class TestInfo:
    def test_info(self, method: str) -> None:
        assert client.request(method, "/api/v1/users/1/info").status_code == 200


def test_no_request() -> None:
    assert {"a": 1}.get("a") == 1
