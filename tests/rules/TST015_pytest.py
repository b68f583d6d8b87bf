# --- requirements.txt
fastapi==0.115.6
starlette==0.41.3
pytest==8.3.4
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
from fastapi.testclient import TestClient  # expect: TST015 "" "Use `schemathesis<4.11` (later ones need pytest 8.4) in the tests: `schema"

from app.main import app


def test_a() -> None:
    assert TestClient(app).get("/a").status_code == 200
