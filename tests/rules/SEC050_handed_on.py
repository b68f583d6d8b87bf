# Endpoints that hand the request on to a function that they pass as a value, and functions that
# are passed without it.
# --- app/main.py
import asyncio

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from app.rpc import handle_rpc, sort_key

app = FastAPI()


async def respond_with(handler, scope: dict, receive) -> Response:
    await asyncio.create_task(handler(scope, receive, None))
    return Response()


@app.api_route("/rpc", methods=["GET", "POST"])
async def rpc(request: Request) -> Response:
    scope = dict(request.scope)
    scope["path"] = "/rpc"
    return await respond_with(handle_rpc, scope, request.receive)


@app.post("/tools/{name}/rpc")
async def rpc_of_tool(name: str, request: Request) -> Response:
    try:
        scope = {**request.scope, "path": "/rpc"}
        return await respond_with(handle_rpc, scope, request.receive)
    except HTTPException as error:
        raise error


@app.post("/numbers")  # expect: SEC050/review
async def numbers(request: Request) -> list[int]:
    return save(sorted(await request.json(), key=sort_key))


@app.post("/sizes")  # expect: SEC050/review
async def sizes(request: Request) -> int:
    return await run_in_threadpool(sort_key, await request.body())


# --- app/rpc.py
from starlette.requests import Request as HttpRequest

from app.keys import is_known


async def handle_rpc(scope, receive, send) -> None:
    key = HttpRequest(scope).headers.get("X-API-Key")
    if not is_known(key):
        raise PermissionError
    await send({"type": "http.response.start"})


def sort_key(value) -> int:
    return len(value)


# --- app/keys.py
def is_known(key: str | None) -> bool: ...
