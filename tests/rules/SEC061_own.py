# The module has a function that computes the signature: the advice names it.
import hashlib
import hmac
from typing import Annotated

from fastapi import FastAPI, Header, HTTPException, Request
from pydantic import BaseModel

app = FastAPI()


class Event(BaseModel):
    order: str


def signature_of(body: bytes, key: str) -> str:
    return hmac.new(key.encode(), body, hashlib.sha256).hexdigest()


@app.post("/webhooks/payments")
async def payment(request: Request, x_signature: Annotated[str, Header()]) -> str:
    body = await request.body()
    if not hmac.compare_digest(x_signature, signature_of(body, "KEY")):
        raise HTTPException(401)
    return "taken"


@app.post("/webhooks/refunds")  # expect: SEC061 "checks no signature" "with the parameters that `payment` has for the request, the signature and the key: `hmac.compare_digest(x_signature.encode(), signature_of(body,"
def refund(event: Event) -> str:
    return event.order
