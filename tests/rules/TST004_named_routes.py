# Tests that ask the application for the path of a route, by its name.
# --- app/main.py
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/articles")


@router.get("", name="articles:list")
def articles() -> list[str]:
    return []


@router.get("/{slug}", name="articles:get")
def article(slug: str) -> str:
    return slug


@router.post("", name="articles:create")
def create(title: str) -> str:
    return title


@router.delete("/{slug}")
def remove(slug: str) -> str:
    return slug


@router.put("/{slug}", name="articles:update")
def update(slug: str) -> str:  # expect: TST004 "No test calls 1 of 5 endpoints"
    return slug


app.include_router(router, prefix="/api")
# --- tests/test_articles.py
import pytest
from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


def test_list() -> None:
    assert client.get(app.url_path_for("articles:list")).status_code == 200


def test_get() -> None:
    url = app.url_path_for("articles:get", slug="a")
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("method, name", (("POST", "articles:create"), ("DELETE", "remove")))
def test_change(method: str, name: str) -> None:
    assert client.request(method, str(app.url_path_for(name, slug="a"))).status_code == 422


def test_unknown() -> None:
    assert client.put(app.url_path_for("articles:replace")).status_code == 404
