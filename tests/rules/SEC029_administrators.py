# --- app/main.py
# Administrators say which servers there are; a transport of the repository's looks at addresses.
import httpx
from fastapi import Depends, FastAPI, HTTPException

from app.transport import LoggingTransport, SafeTransport
from app.users import current_user

app = FastAPI()


def get_admin_user(user=Depends(current_user)):
    if user.role != "admin":
        raise HTTPException(403)
    return user


@app.get("/connection")
async def connection(url: str, user=Depends(get_admin_user)) -> str:
    async with httpx.AsyncClient() as client:
        return (await client.get(url)).text  # expect: SEC029/warning "asks for an administrator"


@app.get("/shared_admin")
async def shared_admin(url: str, user=Depends(get_admin_user)) -> str:
    return await fetch(url)


@app.get("/shared")
async def shared(url: str, user=Depends(current_user)) -> str:
    return await fetch(url)


async def fetch(url: str) -> str:
    async with httpx.AsyncClient() as client:
        return (await client.get(url)).text  # expect: SEC029


@app.get("/safe")
async def safe(url: str) -> str:
    async with httpx.AsyncClient(transport=SafeTransport()) as client:
        return (await client.get(url)).text


@app.get("/logged")
async def logged(url: str) -> str:
    async with httpx.AsyncClient(transport=LoggingTransport()) as client:
        return (await client.get(url)).text  # expect: SEC029/review
# --- app/users.py
from app.other import find


def current_user(token: str):
    return find(token)
# --- app/transport.py
import ipaddress

import httpx


class SafeTransport(httpx.AsyncHTTPTransport):
    async def handle_async_request(self, request):
        if ipaddress.ip_address(request.url.host).is_private:
            raise httpx.ConnectError("inside")
        return await super().handle_async_request(request)


class LoggingTransport(httpx.AsyncHTTPTransport):
    async def handle_async_request(self, request):
        print(request.url)
        return await super().handle_async_request(request)
