# What a function gives back may hang on constants that it is called with.
# --- app/main.py
from fastapi import FastAPI
from fastapi.responses import StreamingResponse

from app.upstream import forward, send_request

app = FastAPI()


@app.post("/pull")
async def pull(name: str):
    return await send_request("/pull", stream=True)


@app.get("/tags")
async def tags():  # expect: API006
    return await send_request("/tags")


@app.post("/quiet")
async def quiet():  # expect: API006
    return await send_request("/quiet", stream=False)


@app.post("/chosen")
async def chosen(stream: bool):
    return await send_request("/chosen", stream=stream)


@app.post("/forwarded")
async def forwarded():
    return forward("/x")


@app.post("/plain")
async def plain():  # expect: API006
    return compute()


def compute():
    return {"x": 1}
# --- app/upstream.py
from fastapi.responses import Response, StreamingResponse


async def send_request(url: str, *, stream: bool = False):
    answer = await fetch(url)
    if stream:
        return StreamingResponse(answer.content)
    else:
        return await answer.json()


def forward(url: str):
    return respond(url)


def respond(url: str):
    return Response(url)
