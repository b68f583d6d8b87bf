# --- app/main.py
import asyncio

import httpx
from fastapi import FastAPI

from app.transport import CheckingTransport, RetryingTransport

app = FastAPI()


async def longest(urls: list[str]) -> int:
    async def size(client: httpx.AsyncClient, url: str) -> int:
        return len((await client.get(url)).content)

    async with httpx.AsyncClient(transport=CheckingTransport()) as client:
        sizes = [size(client, url) for url in urls]
        return max(await asyncio.gather(*sizes))


@app.post("/longest")
async def by_list(urls: list[str]) -> int:
    return await longest(urls)


async def load(client: httpx.AsyncClient, url: str) -> str:
    return (await client.get(url)).text  # expect: SEC029


@app.get("/plain")
async def plain(url: str) -> str:
    async with httpx.AsyncClient() as client:
        return await load(client, url)


@app.get("/checked")
async def checked(url: str) -> str:
    async with httpx.AsyncClient(transport=CheckingTransport()) as client:
        return await load(client, url)


async def load_again(client: httpx.AsyncClient, url: str) -> str:
    return (await client.get(url)).text  # expect: SEC029/review


@app.get("/again")
async def again(url: str) -> str:
    async with httpx.AsyncClient(transport=RetryingTransport()) as client:
        return await load_again(client, url)
# --- app/transport.py
import ipaddress

import httpx


class CheckingTransport(httpx.AsyncBaseTransport):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if ipaddress.ip_address(request.url.host).is_private:
            raise ValueError(request.url)
        return await httpx.AsyncHTTPTransport().handle_async_request(request)


class RetryingTransport(httpx.AsyncBaseTransport):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await httpx.AsyncHTTPTransport(retries=3).handle_async_request(request)
