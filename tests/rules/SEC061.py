# --- app/main.py
import hashlib
import hmac
import os
from typing import Annotated

import stripe
from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Request
from pydantic import BaseModel
from slack_sdk.signature import SignatureVerifier

from app.auth import get_user

app = FastAPI()
router = APIRouter(prefix="/webhooks")
verifier = SignatureVerifier(os.environ["SLACK"])


class Event(BaseModel):
    order: str


@router.post("/payments")  # expect: SEC061/critical "`POST /webhooks/payments` (`payment_event`) takes events and checks no signature"
async def payment_event(event: Event) -> str:
    return event.order


@app.post("/stripe/events")  # expect: SEC061/review
async def stripe_unverified(request: Request) -> str:
    return (await request.json())["id"]


@app.post("/hooks/stripe")
async def stripe_verified(request: Request) -> str:
    try:
        event = stripe.Webhook.construct_event(
            await request.body(), request.headers.get("stripe-signature"), os.environ["STRIPE"]
        )
    except stripe.SignatureVerificationError as error:
        raise HTTPException(400) from error
    return event["id"]


@router.post("/github")
async def github(request: Request, x_hub_signature_256: Annotated[str, Header()]) -> str:
    expected = hmac.new(b"k", await request.body(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest("sha256=" + expected, x_hub_signature_256):
        raise HTTPException(status_code=403)
    return "ok"


@router.post("/slack")
async def slack(request: Request) -> str:
    if not verifier.is_valid_request(await request.body(), dict(request.headers)):
        raise HTTPException(status_code=403)
    return "ok"


@router.post("")
def create_webhook(event: Event, user: Annotated[str, Depends(get_user)]) -> str:
    return event.order


@router.get("/payments")
def list_payments() -> list[str]:
    return []


@router.post("/bolt")
async def handed_on(request: Request) -> str:
    return await verifier.handle(request)


@router.post("/room/{token}")
def by_address(token: str, event: Event) -> str:
    return event.order


@router.post("/ping")
def ping() -> str:
    return "pong"


app.include_router(router)

# --- app/auth.py
from fastapi import Header, HTTPException

from app.db import find


def get_user(authorization: str = Header()) -> str:
    user = find(authorization)
    if user is None:
        raise HTTPException(401)
    return user


# --- app/db.py
def find(key: str) -> str | None: ...
# --- app/subscriptions.py
from fastapi import APIRouter, FastAPI
from pydantic import BaseModel

subscriptions = APIRouter(prefix="/webhooks")


class Target(BaseModel):
    url: str


@subscriptions.post("/")
def create_webhook(target: Target) -> None: ...


@subscriptions.post("/{id}/test")
def test_webhook(id: int, target: Target) -> None: ...


sender = FastAPI()
sender.include_router(subscriptions)
