# A function of the repository computes the keyed digest.
import hashlib
import hmac
from typing import Annotated

from fastapi import FastAPI, Header, HTTPException, Request

app = FastAPI()


def signature_of(body: bytes, key: str) -> str:
    return hmac.new(key.encode(), body, hashlib.sha256).hexdigest()


def checksum_of(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


@app.post("/events")
async def event(request: Request, x_signature: Annotated[str, Header()]) -> str:
    body = await request.body()
    if x_signature != signature_of(body, "KEY"):  # expect: SEC013 "The keyed digest `signature_of` is compared with `!=`" "Write `not hmac.compare_digest(x_signature.encode(), "
        raise HTTPException(401)
    return "taken"


@app.post("/files")
async def upload(request: Request, x_checksum: Annotated[str, Header()]) -> str:
    body = await request.body()
    if x_checksum != checksum_of(body):
        raise HTTPException(422)
    return "taken"


@app.post("/safe")
async def safe(request: Request, x_signature: Annotated[str, Header()]) -> str:
    body = await request.body()
    if not hmac.compare_digest(x_signature, signature_of(body, "KEY")):
        raise HTTPException(401)
    return "taken"
