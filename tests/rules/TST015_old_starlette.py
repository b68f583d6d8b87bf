# --- requirements.txt
fastapi==0.68.0
starlette==0.14.2
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/a")
def a() -> str: ...


@app.get("/b")
def b() -> str: ...


@app.get("/c")
def c() -> str: ...


@app.get("/d")
def d() -> str: ...


@app.get("/e")
def e() -> str: ...
# --- tests/test_app.py
from fastapi.testclient import TestClient  # expect: TST015 "" "Use schemathesis in the tests: `schema = schemathesis.openapi.from_asgi` with"

from app.main import app


def test_a() -> None:
    assert TestClient(app).get("/a").status_code == 200
