# --- app/main.py
from fastapi import FastAPI, WebSocket
from starlette.requests import Request

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


@app.get("/hidden", include_in_schema=False)
def hidden() -> str: ...


@app.route("/plain")
def plain(request: Request): ...


@app.websocket("/feed")
async def feed(socket: WebSocket) -> None: ...
# --- examples/app.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/f")
def f() -> str: ...
# --- local/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/f")
def f() -> str: ...
# --- tests/test_app.py
from fastapi import FastAPI  # expect: TST015/suggestion "answers of 5 endpoints"
from fastapi.testclient import TestClient

from app.main import app

own = FastAPI()


@own.get("/g")
def g() -> str: ...


@app.get("/h")
def h() -> str: ...


def test_a() -> None:
    assert TestClient(app).get("/a").status_code == 200


def test_g() -> None:
    assert TestClient(own).get("/g").status_code == 200
