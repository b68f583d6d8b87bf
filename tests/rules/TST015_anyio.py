# --- requirements.txt
fastapi==0.115.6
starlette==0.41.3
anyio==3.7.1
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
from fastapi.testclient import TestClient  # expect: TST015 "" "as a library its newest version needs anyio 4.5, which is later than that of the project."

from app.main import app


def test_a() -> None:
    assert TestClient(app).get("/a").status_code == 200
