# --- app/main.py
import httpx
from fastapi import FastAPI, Header, HTTPException, Request

from app.state import StateManager, sign, unverified

app = FastAPI()
states = StateManager("key")


@app.get("/callback")
async def callback(state: str) -> str:
    data = states.validate(state)
    async with httpx.AsyncClient() as client:
        return (await client.post(data["token_endpoint"])).text


@app.get("/peek")
async def peek(state: str) -> str:
    data = unverified(state)
    async with httpx.AsyncClient() as client:
        return (await client.post(data["token_endpoint"])).text  # expect: SEC029


@app.post("/hook")
async def hook(request: Request, x_signature: str = Header()) -> str:
    body = await request.body()
    if "sha256=" + sign(body) != x_signature:
        raise HTTPException(401)
    event = await request.json()
    return httpx.get(event["url"]).text


@app.post("/unsigned")
async def unsigned(request: Request) -> str:
    event = await request.json()
    return httpx.get(event["url"]).text  # expect: SEC029


@app.get("/half")
async def half(url: str, user: str, signature: str) -> str:
    if signature != sign(user.encode()):
        raise HTTPException(401)
    return httpx.get(url).text  # expect: SEC029


@app.get("/whole")
async def whole(url: str, signature: str) -> str:
    if signature != sign(url.encode()):
        raise HTTPException(401)
    return httpx.get(url).text
# --- app/state.py
import base64
import hashlib
import hmac
import json


def sign(text: bytes) -> str:
    return hmac.new(b"key", text, hashlib.sha256).hexdigest()


def unverified(state: str) -> dict:
    data = json.loads(base64.urlsafe_b64decode(state.encode()).decode())
    digest = hashlib.sha256(json.dumps(data).encode()).hexdigest()
    if data.pop("digest") != digest:
        raise ValueError("broken")
    return data


class StateManager:
    def __init__(self, secret: str) -> None:
        self.secret = secret

    def validate(self, state: str) -> dict:
        data = json.loads(base64.urlsafe_b64decode(state.encode()).decode())
        signature = data.pop("signature", None)
        if not signature:
            raise ValueError("no signature")
        text = json.dumps(data, sort_keys=True)
        expected = hmac.new(self.secret.encode(), text.encode(), hashlib.sha256).hexdigest()
        if not hmac.compare_digest(signature, expected):
            raise ValueError("not ours")
        return data
