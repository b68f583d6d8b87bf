# --- app/main.py
import hmac
import json
from typing import Annotated, Any, Dict, List, Optional

import httpx
import jsonschema
from fastapi import Body, Depends, FastAPI, HTTPException, Request
from pydantic import BaseModel, TypeAdapter

from app.bodies import load, read_body, read_payload, relayed_body, to_order, verified
from app.upstream import Codec, is_streaming, prepare, send_request

app = FastAPI()


class Order(BaseModel):
    sku: str


@app.post("/json")
async def from_json(request: Request):
    data = await request.json()
#                ^^^^^^^^^^^^^^ expect: VAL001/critical "`POST /json` reads its body by `request.json()`: nothing checks it"
    return data["sku"]


@app.post("/form")
async def from_form(req: Request):
    return (await req.form())["sku"]  # expect: VAL001/review


class Form(BaseModel):
    @classmethod
    def model_validate_form(cls, data):
        return cls.model_validate(dict(data))


class NoteForm(Form):
    note: str


@app.post("/note")
async def note(request: Request):
    data = await request.form()
    return NoteForm.model_validate_form(data).note


async def rate_limited(request: Request):
    return (await request.json()).get("user")


@app.post("/limited")
def limited(order: Order, user: Annotated[Any, Depends(rate_limited)]): ...


@app.post("/decoded")
async def decoded(request: Request):
    return json.loads(await request.body())  # expect: VAL001 "`request.body()`"


@app.post("/raw")
async def raw(request: Request):
    return len(await request.body())


@app.post("/dict")
def from_dict(body: dict): ...  # expect: VAL001 "`POST /dict` takes `body: dict` as its body"


@app.post("/typed-dict")
def typed_dict(body: Dict[str, Any], other: Order): ...  # expect: VAL001


@app.post("/list")
def from_list(body: Optional[List[dict]]): ...  # expect: VAL001


@app.post("/any")
def anything(body: Annotated[Any, Body()]): ...  # expect: VAL001


@app.post("/counts")
def counts(body: dict[str, int], names: list[str]): ...


@app.post("/valves")
def valves(form_data: dict):
    module = load()
    return module.Valves(**form_data)


@app.post("/checked")
def checked(form_data: dict):
    return check_schema(form_data)


def check_schema(data: dict) -> dict:
    jsonschema.validate(data, {})
    return data


@app.get("/any-query")
def any_query(q: Any = None): ...


@app.post("/validated")
async def validated(request: Request) -> Order:
    return Order.model_validate(await request.json())


@app.post("/made")
async def made(request: Request) -> Order:
    data = await request.json()
    return Order(**data)


@app.post("/adapted")
async def adapted(request: Request):
    return TypeAdapter(list[Order]).validate_python(await request.json())


@app.post("/webhook")
async def webhook(request: Request):
    body = await request.body()
    if not hmac.compare_digest(request.headers["x-signature"], "x"):
        return None
    return json.loads(body)


def known_account(account: str, sent: str | None) -> str:
    if not hmac.compare_digest(sent or "", secret_of(account)):
        raise HTTPException(status_code=403)
    return account


# The service sends the secret that it was given: nobody else knows it.
@app.post("/webhooks/{account}")
async def webhook_with_secret(request: Request, account: str):
    update = await request.json()
    known_account(account, sent=request.headers.get("X-Bot-Secret"))
    if update.get("update_id") is not None:
        await save(account, update)


def account_of(account: str, sent: str | None) -> str:
    return accounts.get((account, sent))


# Looks up who sends it: people do.
@app.post("/settings/{account}")
async def open_settings(request: Request, account: str):
    data = await request.json()  # expect: VAL001
    account_of(account, sent=request.headers.get("X-Account"))
    return await save(account, data["theme"])


# Boxes that are ticked or not: whatever they hold.
@app.post("/boxes")
async def boxes(request: Request):
    form = await request.form()
    return await save("boxes", {"strict": "strict" in form, "quiet": "quiet" not in form})


@app.post("/boxes-and-text")
async def boxes_and_text(request: Request):
    form = await request.form()  # expect: VAL001/review
    return await save("boxes", {"strict": "strict" in form, "limit": float(form["limit"])})


@app.post("/reasons")
async def reasons(request: Request):
    form = await request.form()
    reason = str(form.get("reason", "")).strip() or None
    return await save("reasons", {"reason": reason, "internal": bool(form.get("internal"))})


@app.post("/amounts")
async def amounts(request: Request):
    form = await request.form()  # expect: VAL001/review
    return await save("amounts", {"why": str(form.get("why", "")), "amount": int(str(form.get("amount")))})


# The keys are the client's own, and their values are anything.
@app.patch("/labels")
async def labels(labels: dict[str, Any]):  # expect: VAL001
    return await save("labels", labels)


@app.post("/proxy")
async def proxy(request: Request):
    async with httpx.AsyncClient() as client:
        return (await client.post("https://example.com", json=await request.json())).json()


@app.post("/helped")
async def helped(request: Request):
    return await read_payload(request)


@app.post("/helped-too")
async def helped_too(request: Request, verification=Depends(verified)):
    return await read_payload(request=request)


@app.post("/in-two-steps")
async def in_two_steps(order=Depends(to_order)):
    return order


@app.post("/relay")
async def relay(form_data: dict):
    payload = {**form_data}
    payload["model"] = payload.get("model", "").removeprefix("x/")
    return await send_request("https://example.com", payload=Codec.dumps(payload))


@app.post("/relay-some")
async def relay_some(form_data: dict):  # expect: VAL001
    return await send_request("https://example.com", payload=form_data["model"])


@app.post("/relay-helped")
async def relay_helped(request: Request):
    body = await relayed_body(request)
    if is_streaming(body) or body.get("kind") == "x":
        return None
    return upstream_function(request)


@app.post("/relay-made")
async def relay_made(request: Request):
    body = await relayed_body(request)
    forward = make_route("https://example.com", streams="stream" in body)
    return await forward(request)


@app.post("/schema")
def schema(schema: dict, values: dict):
    prepared = preprocess(schema)
    filled = fill(values)
    return validate(filled, prepared)


@app.post("/relay-returned")
async def relay_returned(form_data: dict):
    url, payload = prepare(form_data)
    return await send_request(url, payload=payload)


@app.post("/oauth/revoke")
async def oauth_revoke(request: Request):
    form = await request.form()
    token = form.get("token")
    if not isinstance(token, str) or not token:
        return {"error": "invalid_request"}
    return revoke(token)


@app.post("/oauth/token")
async def oauth_token(request: Request):
    form = await request.form()
    grant_type = form.get("grant_type")
    if grant_type == "device":
        code = form.get("device_code")
        return revoke(code if isinstance(code, str) else None)
    return {"error": "unsupported_grant_type"}


@app.post("/oauth/loose")
async def oauth_loose(request: Request):
    form = await request.form()  # expect: VAL001/review
    if form.get("grant_type") == "device":
        return revoke(form.get("device_code"))
    return None


@app.post("/body-by-hand")
def body_by_hand(body: dict):
    sku = body.get("sku")
    if not isinstance(sku, str) or body["amount"] not in (1, 2):
        return None
    return sku


@app.post("/body-passed-whole")
def body_passed_whole(body: dict):  # expect: VAL001
    if body["kind"] != "x":
        return None
    return store(body)


@app.get("/headers")
async def headers(request: Request):
    return request.headers["x"]
# --- app/bodies.py
from fastapi import Depends, Request
from pydantic import create_model

from app.plugins import load


async def read_payload(request: Request) -> dict:
    return await request.json()  # expect: VAL001 "`POST /helped` (and 1 more) reads its body"


async def relayed_body(request: Request) -> dict:
    return await request.json()


async def verified(request: Request) -> bool:
    form = await request.form()  # expect: VAL001/review "`POST /helped-too`"
    return known(form["token"])


async def read_body(request: Request) -> dict:
    return await request.json()


def to_order(data: dict = Depends(read_body)):
    return create_model("Order", sku=(str, ...))(**data)


async def unused(request: Request) -> dict:
    return await request.json()
# --- app/upstream.py
import json


class Codec:
    @staticmethod
    def dumps(value) -> str:
        return json.dumps(value)


async def send_request(url: str, method: str = "POST", *, payload: str | None = None):
    session = await get_session()
    return await session.request(method, url, data=payload)


def prepare(form_data: dict):
    payload = {**form_data}
    return "https://example.com", payload


def is_streaming(body: object) -> bool:
    if not isinstance(body, dict):
        return False
    return bool(body.get("stream", False))
# --- app/raw.py
import logging

from fastapi import FastAPI, Request
from pydantic import BaseModel

app = FastAPI()


class Completion(BaseModel):
    prompt: str


@app.post("/completions")
async def completion(request: Request, data: Completion) -> str:
    logging.debug("%s", await request.json())
    return data.prompt
