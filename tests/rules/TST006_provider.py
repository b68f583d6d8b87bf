# Who comes back from a provider without its answer gets what the library raises.
# --- app/main.py
import jwt
from authlib.integrations.starlette_client import OAuth
from fastapi import FastAPI, Request

app = FastAPI()
oauth = OAuth()


@app.get("/auth/callback")
async def callback(request: Request) -> str:
    token = await oauth.github.authorize_access_token(request)
    return jwt.encode({"sub": token["sub"]}, "k" * 32, algorithm="HS256")
# --- tests/test_app.py
from fastapi.testclient import TestClient

from app.main import app


def test_docs() -> None:
    assert TestClient(app).get("/docs").status_code == 200
