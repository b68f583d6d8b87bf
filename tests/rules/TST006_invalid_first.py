# --- app/main.py
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException
from fastapi.security import HTTPBearer

app = FastAPI()
bearer = HTTPBearer()


def caller(token: Annotated[object, Depends(bearer)]) -> str:
    if token != "x":
        raise HTTPException(401)
    return "me"


@app.get("/me")
def me(who: Annotated[str, Depends(caller)]) -> str:  # expect: TST006 "the only guarded endpoint, `GET /me`"
    return who


@app.get("/health")
def health() -> str:
    return "ok"


# Without its header the answer is 422, not 401.
@app.post("/webhooks/payments")
def event(x_signature: Annotated[str, Header()]) -> str:
    if x_signature != "abc":
        raise HTTPException(401)
    return "taken"
# --- tests/test_app.py
from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


def test_me() -> None:
    assert client.get("/me", headers={"Authorization": "Bearer x"}).status_code == 200
