# --- app/main.py
import hmac
import json
from typing import Annotated, Any, Dict, List, Optional

import httpx
import jsonschema
from fastapi import Body, Depends, FastAPI, Request
from pydantic import BaseModel, TypeAdapter

from app.bodies import load, read_body, read_payload, to_order, verified

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


@app.get("/headers")
async def headers(request: Request):
    return request.headers["x"]
# --- app/bodies.py
from fastapi import Depends, Request
from pydantic import create_model

from app.plugins import load


async def read_payload(request: Request) -> dict:
    return await request.json()  # expect: VAL001 "`POST /helped` (and 1 more) reads its body"


async def verified(request: Request) -> bool:
    form = await request.form()  # expect: VAL001/review "`POST /helped-too`"
    return "token" in form


async def read_body(request: Request) -> dict:
    return await request.json()


def to_order(data: dict = Depends(read_body)):
    return create_model("Order", sku=(str, ...))(**data)


async def unused(request: Request) -> dict:
    return await request.json()
